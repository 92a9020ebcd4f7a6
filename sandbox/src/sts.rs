//! AWS Security Token Service: whose credentials are in use.
//!
//! Source: API reference of AWS STS, 2011-06-15, and its common errors, as the service model declares none.

pub(crate) mod get_caller_identity;
