//! AWS Security Token Service: one file an operation, named as AWS names it.
//!
//! Source of every type: AWS Security Token Service API Reference, service model 2011-06-15.

pub mod get_caller_identity;

pub use get_caller_identity::{GetCallerIdentity, GetCallerIdentityResponse};
