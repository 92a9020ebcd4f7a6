//! The sandbox as a client meets it: signed requests in, answers out, no network.
//!
//! `client` signs with `aws-sigv4`, `browser` plays managed login. Every other file holds the tests of one subject.

// A test that cannot go on should stop.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod browser;
mod client;
mod control;
mod detect;
mod fault_switch;
mod fraud_detector;
mod identities;
mod managed_login;
mod pass_through;
mod sessions;
mod tasks;
mod tokens;
