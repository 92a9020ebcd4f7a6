//! Calls AWS: operations as types, and one client that builds, signs, sends and reads them.
//!
//! This layer knows nothing of Leptos. It touches the browser in [`fetch`] and [`browser`] alone, never reads a
//! clock and never draws a random number: the application hands all three in, so everything here is tested natively.
//!
//! Reading order: [`operation`] (what an operation is), one file of [`iot`] (an example), [`client`] (what happens
//! to it), [`error`] (how it fails).

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod call_log;
pub mod client;
pub mod clock;
pub mod cognito_identity;
pub mod cognito_idp;
pub mod credentials;
pub mod endpoint;
pub mod error;
#[cfg(target_arch = "wasm32")]
pub mod fetch;
pub mod fraud_detector;
pub mod identifier;
pub mod input;
pub mod iot;
pub mod limiter;
pub mod managed_login;
pub mod open_enum;
pub mod operation;
pub mod pages;
pub mod platform;
pub mod reply;
pub mod request;
pub mod retry;
pub mod secret;
pub mod service;
pub mod signing;
pub mod sts;
pub mod timestamp;
pub mod transport;
pub mod xml;

pub use call_log::CallLog;
pub use client::{Answer, Client};
pub use credentials::Credentials;
pub use endpoint::Endpoints;
pub use error::{CallError, Cause, ErrorKind, ServiceError};
pub use operation::{Facts, Operation, Paginated};
pub use pages::Pages;
pub use secret::Secret;
pub use service::{Region, Service};
pub use timestamp::{Iso8601, Timestamp};
