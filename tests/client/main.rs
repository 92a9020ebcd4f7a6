//! What the client and the session do around a request. AWS, the clock and chance are scripted.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod call_log;
mod cognito;
mod requests;
mod scripted;
mod session;
mod tab;
mod walks;
