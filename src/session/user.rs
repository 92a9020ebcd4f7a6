//! Somebody who signs in at managed login: the code, the tokens it is good for, and the next tokens.

use std::cell::RefCell;

use super::attempt::Attempt;
use super::id_token::{self, Claims, Expected};
use crate::aws::cognito_idp::RevokeToken;
use crate::aws::credentials::EXPIRY_MARGIN;
use crate::aws::managed_login::{ExchangeCode, RefreshTokens, Tokens};
use crate::aws::{CallError, Cause, Client, Operation, Region, Secret};
use crate::config::ManagedLogin;

/// A user of the user pool. Tokens live in memory only; no `Debug`.
pub struct User {
    client: Client,
    region: Region,
    login: ManagedLogin,
    proof: RefCell<Proof>,
}

/// What proves who it is.
enum Proof {
    /// The code that managed login handed out for an attempt, and where it sent the browser.
    Code { code: String, redirect_uri: String, attempt: Attempt },
    /// A code is being exchanged, or has been in vain: it works once.
    Spent,
    /// Nothing any more: the user has signed out.
    SignedOut,
    /// Tokens.
    Tokens { id_token: Secret, refresh_token: Option<Secret>, claims: Claims },
}

impl User {
    /// Whoever `code` was handed out to, for `attempt`.
    #[must_use]
    pub fn new(
        client: Client,
        region: Region,
        login: ManagedLogin,
        (code, redirect_uri): (String, String),
        attempt: Attempt,
    ) -> Self {
        Self { client, region, login, proof: RefCell::new(Proof::Code { code, redirect_uri, attempt }) }
    }

    /// The name of the user pool towards the identity pool.
    #[must_use]
    pub fn provider(&self) -> String {
        self.login.provider()
    }

    /// Who it is, once the code has been exchanged.
    #[must_use]
    pub fn claims(&self) -> Option<Claims> {
        match &*self.proof.borrow() {
            Proof::Tokens { claims, .. } => Some(claims.clone()),
            _ => None,
        }
    }

    /// An ID token that is not about to expire; a new one in any case if `renew`. One call at a time: each may use up
    /// a refresh token.
    ///
    /// # Errors
    /// There is none to be had: of the calls that fetch it, or that it is not meant for us.
    pub async fn id_token(&self, renew: bool) -> Result<Secret, CallError> {
        let now = self.client.now();
        let soon = |claims: &Claims| claims.expiration.minus(EXPIRY_MARGIN) <= now;
        if let Proof::Tokens { id_token, claims, .. } = &*self.proof.borrow()
            && !renew
            && !soon(claims)
        {
            return Ok(id_token.clone());
        }
        // A code is gone with the first attempt, a refresh token only when the next tokens are there.
        let code = match &mut *self.proof.borrow_mut() {
            proof @ Proof::Code { .. } => Some(std::mem::replace(proof, Proof::Spent)),
            _ => None,
        };
        match code {
            Some(Proof::Code { code, redirect_uri, attempt }) => self.exchange(code, redirect_uri, &attempt).await,
            _ => self.refresh().await,
        }
    }

    async fn exchange(&self, code: String, redirect_uri: String, attempt: &Attempt) -> Result<Secret, CallError> {
        let exchange = ExchangeCode {
            grant_type: "authorization_code".to_owned(),
            client_id: self.login.client_id.clone(),
            code,
            redirect_uri,
            code_verifier: attempt.verifier.clone(),
        };
        let tokens = self.client.call(&self.region, &exchange).await?.output;
        self.take::<ExchangeCode>(tokens, None, Some(attempt)).await
    }

    async fn refresh(&self) -> Result<Secret, CallError> {
        let refresh_token =
            self.refresh_token().ok_or_else(|| failed::<RefreshTokens>(&self.region, Cause::SignedOut))?;
        let refresh = RefreshTokens {
            grant_type: "refresh_token".to_owned(),
            client_id: self.login.client_id.clone(),
            refresh_token: refresh_token.expose().to_owned(),
        };
        let tokens = self.client.call(&self.region, &refresh).await?.output;
        // Without rotation the refresh token stays.
        self.take::<RefreshTokens>(tokens, Some(refresh_token), None).await
    }

    /// Keeps the tokens of an answer, if they are meant for us and are of the same user. Those that are not, or come
    /// after the user has signed out, are revoked.
    async fn take<O: Operation>(
        &self,
        tokens: Tokens,
        refresh_token: Option<Secret>,
        attempt: Option<&Attempt>,
    ) -> Result<Secret, CallError> {
        let next = tokens.refresh_token.map(Secret::from);
        let checked = match *self.proof.borrow() {
            Proof::SignedOut => Err(Cause::SignedOut),
            _ => self.check(tokens.id_token, attempt).map_err(|reason| Cause::Unreadable {
                status: 200,
                request_id: None,
                reason,
            }),
        };
        match checked {
            Ok((id_token, claims)) => {
                let refresh_token = next.or(refresh_token);
                *self.proof.borrow_mut() = Proof::Tokens { id_token: id_token.clone(), refresh_token, claims };
                Ok(id_token)
            }
            Err(cause) => {
                if let Some(token) = next {
                    // There is nobody to tell if it fails.
                    let _revoked = self.revoke(token).await;
                }
                Err(failed::<O>(&self.region, cause))
            }
        }
    }

    /// The ID token of an answer and what it says, or why it is not for us.
    fn check(&self, id_token: Option<String>, attempt: Option<&Attempt>) -> Result<(Secret, Claims), String> {
        let id_token = id_token.ok_or("the answer lacks id_token")?;
        // The token endpoint tells the time in no other way, and it is the first to be asked.
        if let Some(issued) = id_token::issued(&id_token) {
            self.client.clock().learn(issued);
        }
        let provider = self.login.provider();
        let (nonce, authenticated_since) =
            attempt.map_or((None, None), |attempt| (Some(&*attempt.nonce), attempt.authenticated_since));
        let expected = Expected { provider: &provider, client_id: &self.login.client_id, nonce, authenticated_since };
        let claims = id_token::read(&id_token, expected, self.client.now()).map_err(|error| error.to_string())?;
        match self.claims() {
            Some(before) if before.subject != claims.subject => Err("the ID token is of somebody else".to_owned()),
            _ => Ok((id_token.into(), claims)),
        }
    }

    fn refresh_token(&self) -> Option<Secret> {
        match &*self.proof.borrow() {
            Proof::Tokens { refresh_token, .. } => refresh_token.clone(),
            _ => None,
        }
    }

    /// Forgets the tokens and has the refresh token revoked. AWS credentials made of them work until they expire.
    ///
    /// # Errors
    /// Of the call that revokes.
    pub async fn sign_out(&self) -> Result<(), CallError> {
        let token = self.refresh_token();
        *self.proof.borrow_mut() = Proof::SignedOut;
        match token {
            Some(token) => self.revoke(token).await,
            None => Ok(()),
        }
    }

    async fn revoke(&self, token: Secret) -> Result<(), CallError> {
        let revoke = RevokeToken { token: token.expose().to_owned(), client_id: self.login.client_id.clone() };
        self.client.call(&self.region, &revoke).await.map(drop)
    }
}

fn failed<O: Operation>(region: &Region, cause: Cause) -> CallError {
    CallError::new(O::FACTS, region.clone(), cause)
}
