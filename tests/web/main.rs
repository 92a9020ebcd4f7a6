//! The console in headless Chromium, with AWS scripted: `cargo xtask test browser`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub, reason = "tests")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod detectors;
mod frame;
mod mitigation;
mod support;
mod task;
mod training;
mod ui;
