//! Cognito, scripted: who is asked for tokens and credentials.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use detect_console::aws::Region;
use detect_console::aws::cognito_identity::IdentityPoolId;
use detect_console::aws::platform::Platform;
use detect_console::aws::transport::{HttpRequest, HttpResponse, NoReply};
use detect_console::config::ManagedLogin;
use serde_json::{Value, json};

use super::scripted::{Aws, error, good, reply};

pub(crate) fn region() -> Region {
    Region::new("us-east-1").unwrap()
}

pub(crate) fn pool() -> IdentityPoolId {
    IdentityPoolId::new("us-east-1:0a0b").unwrap()
}

pub(crate) fn login() -> ManagedLogin {
    ManagedLogin {
        user_pool_id: "us-east-1_Example".to_owned(),
        client_id: "client".to_owned(),
        domain: "https://login.example".to_owned(),
        sign_in_uris: vec!["https://console.example/".to_owned()],
        sign_out_uris: vec!["https://console.example/".to_owned()],
        scope: "openid".to_owned(),
    }
}

type Instead = Rc<RefCell<VecDeque<Result<HttpResponse, NoReply>>>>;

/// Cognito: a user pool with rotating refresh tokens, and an identity pool. Tokens and credentials live for an hour.
#[derive(Clone)]
pub(crate) struct Cognito {
    platform: Rc<dyn Platform>,
    /// The codes and refresh tokens that are good, each with what its ID tokens have in place of the usual claims.
    pub(crate) grants: Rc<RefCell<BTreeMap<String, Value>>>,
    /// Those that somebody has given for tokens.
    pub(crate) given: Rc<RefCell<Vec<String>>>,
    /// Tokens handed out so far.
    pub(crate) issued: Rc<Cell<u32>>,
    /// Claims that the next ID tokens have in place of the right ones.
    pub(crate) claims: Rc<RefCell<Value>>,
    /// What the next requests for tokens are answered with instead.
    pub(crate) instead_of_tokens: Instead,
    /// What the next requests for an identity are answered with instead.
    pub(crate) instead_of_id: Instead,
    /// What the next requests for credentials are answered with instead.
    pub(crate) instead_of_credentials: Instead,
    /// What the next signed requests are answered with instead.
    pub(crate) instead_of_reply: Instead,
    /// ID tokens that the identity pool does not take although they look good.
    pub(crate) distrusted: Rc<RefCell<Vec<String>>>,
    pub(crate) revoked: Rc<RefCell<Vec<String>>>,
    credentials_issued: Rc<Cell<u32>>,
    /// How many seconds its clock is ahead of the computer's.
    pub(crate) ahead: Rc<Cell<i64>>,
}

impl Cognito {
    pub(crate) fn new(platform: impl Platform + 'static) -> Self {
        Self {
            platform: Rc::new(platform),
            grants: Rc::new(RefCell::new(BTreeMap::from([("code-1".to_owned(), json!({}))]))),
            given: Rc::default(),
            issued: Rc::default(),
            claims: Rc::new(RefCell::new(json!({}))),
            instead_of_tokens: Rc::default(),
            instead_of_credentials: Rc::default(),
            instead_of_id: Rc::default(),
            instead_of_reply: Rc::default(),
            distrusted: Rc::default(),
            revoked: Rc::default(),
            credentials_issued: Rc::default(),
            ahead: Rc::default(),
        }
    }

    /// How many credentials were handed out.
    pub(crate) fn issued_credentials(&self) -> u32 {
        self.credentials_issued.get()
    }

    /// The only code or refresh token that is good.
    pub(crate) fn held(&self) -> String {
        let grants = self.grants.borrow();
        assert_eq!(grants.len(), 1, "{:?}", grants.keys());
        grants.keys().next().unwrap().clone()
    }

    pub(crate) fn aws(&self) -> Aws {
        let cognito = self.clone();
        Aws::new(move |request| cognito.answer(request))
    }

    pub(crate) fn seconds(&self) -> i64 {
        self.platform.now().millis() / 1000 + self.ahead.get()
    }

    pub(crate) fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, NoReply> {
        let target = request.headers.iter().find(|(name, _)| name == "x-amz-target").map(|(_, target)| target.as_str());
        let body = request.body.clone().unwrap_or_default();
        match target {
            Some("AWSCognitoIdentityService.GetId") => {
                let instead = self.instead_of_id.borrow_mut().pop_front();
                instead.unwrap_or_else(|| reply(200, &[], r#"{"IdentityId":"us-east-1:0a"}"#))
            }
            Some("AWSCognitoIdentityService.GetCredentialsForIdentity") => self.credentials(&body),
            Some("AWSCognitoIdentityProviderService.RevokeToken") => {
                let body: Value = serde_json::from_str(&body).unwrap();
                let token = body["Token"].as_str().unwrap();
                self.grants.borrow_mut().remove(token);
                self.revoked.borrow_mut().push(token.to_owned());
                reply(200, &[], "")
            }
            None if request.url == "https://login.example/oauth2/token" => self.tokens(&body),
            _ => self.instead_of_reply.borrow_mut().pop_front().unwrap_or_else(good),
        }
    }

    fn credentials(&self, body: &str) -> Result<HttpResponse, NoReply> {
        if let Some(instead) = self.instead_of_credentials.borrow_mut().pop_front() {
            return instead;
        }
        let body: Value = serde_json::from_str(body).unwrap();
        let token = body["Logins"]["cognito-idp.us-east-1.amazonaws.com/us-east-1_Example"].as_str();
        if token.is_some_and(|token| self.distrusted.borrow().iter().any(|distrusted| distrusted == token)) {
            return error(400, "NotAuthorizedException");
        }
        self.issued.set(self.issued.get() + 1);
        self.credentials_issued.set(self.credentials_issued.get() + 1);
        let credentials = json!({ "IdentityId": "us-east-1:0a", "Credentials": {
            "AccessKeyId": format!("ASIA{}{}", token.map(subject).unwrap_or_default(), self.issued.get()), "SecretKey": "s", "SessionToken": "t",
            "Expiration": self.seconds() + 3600,
        }});
        reply(200, &[], &credentials.to_string())
    }

    fn tokens(&self, form: &str) -> Result<HttpResponse, NoReply> {
        if let Some(instead) = self.instead_of_tokens.borrow_mut().pop_front() {
            return instead;
        }
        let given =
            form.split('&').find_map(|pair| pair.strip_prefix("code=").or_else(|| pair.strip_prefix("refresh_token=")));
        let given = given.unwrap().to_owned();
        // Each works once.
        let grant = self.grants.borrow_mut().remove(&given);
        self.given.borrow_mut().push(given);
        let Some(grant) = grant else { return reply(400, &[], r#"{"error":"invalid_grant"}"#) };
        self.issued.set(self.issued.get() + 1);
        let refresh_token = format!("refresh-{}", self.issued.get());
        self.grants.borrow_mut().insert(refresh_token.clone(), grant.clone());
        let mut claims = json!({
            "iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example",
            "aud": "client", "token_use": "id", "nonce": "n", "sub": "5f0c", "cognito:username": "viewer",
            "auth_time": self.seconds(), "iat": self.seconds(), "exp": self.seconds() + 3600, "jti": self.issued.get(),
        });
        for (name, value) in grant.as_object().unwrap().iter().chain(self.claims.borrow().as_object().unwrap()) {
            claims[name] = value.clone();
        }
        let tokens = json!({
            "id_token": format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string())),
            "refresh_token": refresh_token,
        });
        reply(200, &[], &tokens.to_string())
    }
}

/// Whom an ID token is of.
fn subject(token: &str) -> String {
    let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    claims["sub"].as_str().unwrap().to_owned()
}
