//! Amazon Cognito user pools: one file an operation, named as AWS names it.
//!
//! Source of every type: Amazon Cognito Identity Provider API Reference, service model 2016-04-18. Whatever holds a
//! token here has no `Debug`.

pub mod revoke_token;

pub use revoke_token::RevokeToken;
