//! `POST /oauth2/token`
//!
//! Tokens for a code, or for the refresh token of the last ones.
//! Source: Token endpoint, Amazon Cognito user pools.

use super::TOKEN;
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;

input! {
    /// Asks for tokens for the code that managed login handed out. A code works once, for five minutes.
    #[derive(Clone)]
    pub struct ExchangeCode {
        /// `authorization_code`
        pub grant_type: String = "grant_type",
        /// The app client.
        pub client_id: String = "client_id",
        /// The code.
        pub code: String = "code",
        /// As it was at [`Authorize`](super::Authorize).
        pub redirect_uri: String = "redirect_uri",
        /// What the challenge was made of: 43 to 128 characters.
        pub code_verifier: String = "code_verifier",
    }
}

impl Operation for ExchangeCode {
    type Output = Tokens;
    const FACTS: &'static Facts = &Facts { does: "finish signing in", ..TOKEN };
}

input! {
    /// Asks for new tokens.
    #[derive(Clone)]
    pub struct RefreshTokens {
        /// `refresh_token`
        pub grant_type: String = "grant_type",
        /// The app client.
        pub client_id: String = "client_id",
        /// The refresh token.
        pub refresh_token: String = "refresh_token",
    }
}

impl Operation for RefreshTokens {
    type Output = Tokens;
    const FACTS: &'static Facts = &Facts { does: "renew the session", ..TOKEN };
}

reply! {
    /// Tokens of somebody who has signed in.
    #[derive(Clone)]
    pub struct Tokens {
        /// Says who it is. A JWT.
        pub id_token: Option<String> = "id_token",
        /// Gets the next tokens. With rotation, each works once; without it, there is none for a refresh token.
        pub refresh_token: Option<String> = "refresh_token",
    }
}
