//! Detect Console: a browser console for AWS IoT Device Defender ML Detect and Amazon Fraud Detector.
//!
//! A single page without a server of its own: it signs requests to AWS in the browser, with temporary credentials
//! that live in memory alone.
//!
//! # Code map
//!
//! Arrows point down only.
//!
//! | module | holds | must not |
//! | --- | --- | --- |
//! | [`app`] | routes to pages, contexts | |
//! | [`pages`] | one file or folder a screen: reads the URL, calls, shows | build URLs or headers |
//! | [`ui`] | components: field, table header, notice, time, … | know types of AWS but [`aws::CallError`], [`aws::CallLog`], [`aws::Region`], [`aws::Service`] and [`aws::Timestamp`] |
//! | [`view`] | what markup becomes: elements, parts that follow signals, lists | know anything of the console |
//! | [`session`] | who is signed in; hands out credentials that have not expired | be known to `aws` |
//! | [`domain`] | pure computations on AWS data | touch browser, Leptos or clock |
//! | [`aws`] | operations as types; build, sign, send, read | know Leptos |
//!
//! Beside them: [`config`] (`config.json`), [`preferences`] (what somebody likes), [`routes`] (what addresses mean), [`router`] (the address of the page),
//! [`context`] (what components share), [`explanation`] (failed calls in words), [`format`] (numbers and times in
//! words), [`order`] (sorting).
//!
//! The build cuts the module in two: [`pages::later_pages`] is where the second half begins, the pages that the console
//! does not open with.
//!
//! # Invariants
//!
//! - Credentials live in memory only; no `Debug`, log line, URL or storage shows a secret or a token.
//! - Nothing in `aws` and `domain` reads a clock or draws a random number: both are handed in, by [`aws::platform`].
//! - Every fact of an AWS operation stands in its file under `aws`, once.
//! - Text from AWS is shown as text; nothing is ever inserted as HTML.
//! - A link fills a form at most. It never acts.

extern crate self as detect_console;

pub mod aws;
pub mod domain;

pub mod config;
pub mod explanation;
pub mod format;
pub mod order;
pub mod routes;

pub mod app;
pub mod context;
pub mod pages;
pub mod preferences;
pub mod router;
pub mod session;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod ui;
pub mod view;
