//! Stand-in for the AWS services that Detect Console calls: a function from a request and a time to an answer.
//!
//! [`Sandbox::handle`] is the whole interface. It behaves on the wire as AWS does: it checks signatures and
//! constraints, answers each protocol's own shapes and errors, pages, expires sessions, lets tasks progress, and
//! misbehaves when asked to. The state is a world in memory, made from a seed and sizes.
//!
//! # Code map, in the order a request takes
//!
//! | module | holds |
//! | --- | --- |
//! | `sandbox` | [`Sandbox`], the steps below in their order |
//! | `control` | the endpoints under `/_sandbox/`: faults, clock, reset, request log |
//! | `address`, `service` | which service and region a request is for; the pass-through prefix `/aws/{service}/{region}` |
//! | `cors` | preflights and CORS headers, per service |
//! | `managed_login` | Cognito's login page and OAuth 2.0 endpoints, which are no operations |
//! | `protocol` | rest-json, json 1.1 and query: routing, success and error shapes |
//! | `operation` | the table of all operations: name, path, declared errors, function |
//! | `signature`, `sessions` | SigV4, and the temporary credentials it is checked against |
//! | `roles` | who may do what |
//! | `faults` | failures by switch or by well-known name |
//! | `iot`, `fraud_detector`, `cognito_identity`, `cognito_idp`, `sts` | one file an operation |
//! | `constraints`, `pages` | what every operation checks: members, lengths, patterns, page sizes, tokens |
//! | `tasks` | mitigation tasks and how they progress |
//! | `user_pool` | the users, who has signed in, codes and tokens |
//! | `world` | the generated profiles, behaviors, actions, detectors, versions and rules |
//! | `failure` | what can go wrong, and what each service calls it |
//! | `settings`, `timestamp`, `request_log` | seed and sizes; times on the wire; what arrived |
//!
//! # Invariants
//!
//! - No IO, no clock, no unseeded randomness: same settings, same requests, same times, same answers. The server around it
//!   is the binary's, behind the feature `server`.
//! - Nothing here is shared with the console. It was written from the same AWS reference, so that a misreading on one
//!   side shows up as a failure.
//! - An operation answers only with errors that AWS declares for it, or with those of the front door (signature, access,
//!   serialization) that every AWS call may meet.

mod address;
mod cognito_identity;
mod cognito_idp;
mod constraints;
mod control;
mod cors;
mod failure;
mod faults;
mod fraud_detector;
mod iot;
mod managed_login;
mod operation;
mod pages;
mod protocol;
mod request_log;
mod roles;
mod sandbox;
mod service;
mod sessions;
mod settings;
mod signature;
mod sts;
mod tasks;
mod timestamp;
mod user_pool;
mod world;

pub use sandbox::{Outcome, Request, Response, Sandbox};
pub use settings::{IDENTITY_POOL_ID, REGION, SCOPES, Settings, SignIn, Sizes, USER_POOL_CLIENT_ID, USER_POOL_ID};
pub use user_pool::RESPONDERS;
