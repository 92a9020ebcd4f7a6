//! `POST /`, target `RevokeToken`
//!
//! Makes a refresh token worthless, and the access tokens that came of it.
//! The members for clients with a secret are left out: a page cannot keep one. Source: RevokeToken, Amazon Cognito Identity Provider API Reference.

use crate::aws::input::input;
use crate::aws::operation::{Auth, Bodies, Effect, Facts, Method, Operation};
use crate::aws::service::Service;

input! {
    /// Asks to revoke a token.
    #[derive(Clone)]
    pub struct RevokeToken {
        /// The refresh token.
        pub token: String = "Token",
        /// The app client it was given to.
        pub client_id: String = "ClientId",
    }
}

impl Operation for RevokeToken {
    type Output = ();
    const FACTS: &'static Facts = &Facts {
        name: "RevokeToken",
        service: Service::CognitoIdp,
        method: Method::Post,
        path: "/",
        query: &[],
        auth: Auth::Unsigned,
        // Doing it twice comes to the same.
        effect: Effect::Read,
        bodies: Bodies::Secret,
        translate: None,
        does: "revoke the refresh token",
    };
}
