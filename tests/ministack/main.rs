//! Signing in as the console does, and calling AWS, against MiniStack: a stand-in for Cognito, IAM and IoT that is not
//! ours. `cargo xtask test ministack` starts it, has `setup.py` set it up, and runs these.
//!
//! MiniStack knows none of the console's own operations; two of AWS IoT that it knows are declared here.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod browser;
mod things;

use std::cell::RefCell;
use std::rc::Rc;

use browser::{Browser, Change, Machine};
use detect_console::aws::cognito_identity::{GetId, IdentityPoolId};
use detect_console::aws::cognito_idp::RevokeToken;
use detect_console::aws::credentials::{ProvideCredentials, Refused};
use detect_console::aws::endpoint::Override;
use detect_console::aws::managed_login::{Authorize, ExchangeCode, RefreshTokens, Tokens};
use detect_console::aws::platform::Platform;
use detect_console::aws::transport::HttpRequest;
use detect_console::aws::{CallError, Cause, Client, Endpoints, ErrorKind, Operation, Region, Service};
use detect_console::config::ManagedLogin;
use detect_console::session::attempt::{Attempt, Return};
use detect_console::session::identity::{Identity, Report};
use detect_console::session::user::User;
use futures_executor::block_on;
use serde_json::Value;
use things::{CreateThing, DescribeThing, ListThings, Reply};

/// A console that is set up for MiniStack.
struct Console {
    browser: Browser,
    client: Client,
    region: Region,
    login: ManagedLogin,
    identity_pool_id: IdentityPoolId,
    username: String,
    password: String,
}

impl Console {
    fn new() -> Self {
        let setup = std::env::var("MINISTACK_SETUP").expect("`cargo xtask test ministack` runs this");
        let setup: Value = serde_json::from_str(&setup).unwrap();
        let text = |name: &str| setup[name].as_str().unwrap().to_owned();
        let url = text("origin");
        let at_ministack = |service| (service, Override { url: url.clone(), signing_host: None });
        let endpoints = Service::REGIONAL.into_iter().chain([Service::ManagedLogin]).map(at_ministack).collect();
        let browser = Browser::default();
        Self {
            client: Client::new(Box::new(browser.clone()), Rc::new(Machine), Endpoints(endpoints)),
            browser,
            region: Region::new(text("region")).unwrap(),
            identity_pool_id: IdentityPoolId::new(text("identity_pool_id")).unwrap(),
            username: text("username"),
            password: text("password"),
            login: ManagedLogin {
                user_pool_id: text("user_pool_id"),
                client_id: text("client_id"),
                domain: url,
                sign_in_uris: vec![text("redirect_uri")],
                sign_out_uris: vec![text("redirect_uri")],
                scope: "openid email".to_owned(),
            },
        }
    }

    /// What comes of a sign-in with `password`: where managed login sends the browser, if it does.
    fn returned(&self, attempt: &Attempt, password: &str) -> Option<Return> {
        let challenge = attempt.challenge();
        let page = Authorize {
            client_id: &self.login.client_id,
            redirect_uri: &self.login.sign_in_uris[0],
            scope: &self.login.scope,
            state: &attempt.state,
            nonce: &attempt.nonce,
            code_challenge: &challenge,
            prompt: None,
        };
        let address = self.browser.sign_in(&page.url(&self.login.domain), &self.username, password)?;
        let query = address.strip_prefix(&format!("{}?", self.login.sign_in_uris[0])).unwrap();
        Return::read(|name| browser::parameter(query, name))
    }

    /// A code that managed login has handed out for `attempt`.
    fn code(&self, attempt: &Attempt) -> String {
        let returned = self.returned(attempt, &self.password).unwrap();
        assert_eq!(returned.state.as_ref(), Some(&attempt.state));
        returned.answer.unwrap()
    }

    /// Whoever `code` was handed out to.
    fn user(&self, code: String, attempt: Attempt) -> User {
        let code = (code, self.login.sign_in_uris[0].clone());
        User::new(self.client.clone(), self.region.clone(), self.login.clone(), code, attempt)
    }

    /// Somebody who has come back from managed login.
    fn signed_in(&self) -> User {
        let attempt = new_attempt();
        self.user(self.code(&attempt), attempt)
    }

    /// The identity of `user`, and what is heard of it.
    fn identity(&self, user: Rc<User>) -> (Identity, Rc<RefCell<Vec<Report>>>) {
        let reports = Rc::<RefCell<Vec<Report>>>::default();
        let heard = Rc::clone(&reports);
        let report = move |report| heard.borrow_mut().push(report);
        let pool = self.identity_pool_id.clone();
        (Identity::new(self.client.clone(), self.region.clone(), pool, Some(user), report), reports)
    }

    /// A client that signs with the credentials of somebody who has signed in.
    fn signing(&self) -> Client {
        self.client.signed_with(Rc::new(self.identity(Rc::new(self.signed_in())).0))
    }

    fn call<O: Operation>(&self, operation: &O) -> Result<O::Output, CallError> {
        self.call_with(&self.client, operation)
    }

    fn call_with<O: Operation>(&self, client: &Client, operation: &O) -> Result<O::Output, CallError> {
        block_on(client.call(&self.region, operation)).map(|answer| answer.output)
    }

    fn exchange(&self, code: &str, verifier: &str) -> Result<Tokens, CallError> {
        self.call(&ExchangeCode {
            grant_type: "authorization_code".to_owned(),
            client_id: self.login.client_id.clone(),
            code: code.to_owned(),
            redirect_uri: self.login.sign_in_uris[0].clone(),
            code_verifier: verifier.to_owned(),
        })
    }

    fn refresh(&self, refresh_token: &str) -> Result<Tokens, CallError> {
        self.call(&RefreshTokens {
            grant_type: "refresh_token".to_owned(),
            client_id: self.login.client_id.clone(),
            refresh_token: refresh_token.to_owned(),
        })
    }
}

/// Checks that MiniStack refused, with the code `expected`.
#[track_caller]
fn check_refused<T>(outcome: Result<T, CallError>, expected: &str) {
    let cause = outcome.err().expect("accepted").cause;
    let Cause::Service(error) = &cause else { panic!("no refusal: {cause:?}") };
    assert_eq!(error.code.as_deref(), Some(expected), "{error:?}");
}

fn new_attempt() -> Attempt {
    Attempt::new(|| Machine.random_bits())
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn who_signs_in_gets_credentials_that_sign_what_the_role_allows() {
    let console = Console::new();
    let user = Rc::new(console.signed_in());
    let (identity, reports) = console.identity(Rc::clone(&user));
    let client = console.client.signed_with(Rc::new(identity));

    // Members in the path, where a colon is encoded; in the body; and in the query.
    let (name, site) = ("pump:7", "Kraków/2 @ a.b");
    let Reply(created) = console.call_with(&client, &CreateThing { name, site }).unwrap();
    assert_eq!(created["thingName"], name);
    let Reply(listed) = console.call_with(&client, &ListThings { site }).unwrap();
    assert_eq!(listed["things"][0]["thingName"], name, "{listed}");

    let denied = console.call_with(&client, &DescribeThing { name }).unwrap_err();
    assert_eq!(denied.kind(), ErrorKind::AccessDenied, "{denied:?}");
    assert_eq!(user.claims().unwrap().username, console.username);
    assert!(matches!(reports.borrow()[..], [Report::Renewed { .. }]), "{reports:?}");
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn a_call_that_is_changed_after_signing_is_refused() {
    let console = Console::new();
    let client = console.signing();
    let (list, create) = (ListThings { site: "a" }, CreateThing { name: "valve", site: "a" });
    let header = |request: &mut HttpRequest, name: &str, change: fn(&str) -> String| {
        let (_, value) = request.headers.iter_mut().find(|(known, _)| known == name).unwrap();
        *value = change(value);
    };
    let turned = |text: &str| {
        let last = if text.ends_with('0') { '1' } else { '0' };
        format!("{}{last}", &text[..text.len() - 1])
    };

    console.call_with(&client, &list).unwrap();
    let changes: [(&str, Change); 4] = [
        ("query", Rc::new(|request| request.url = request.url.replace("attributeValue=a", "attributeValue=b"))),
        ("path", Rc::new(|request| request.url = request.url.replace("/things?", "/thing-types?"))),
        ("signature", Rc::new(move |request| header(request, "authorization", turned))),
        ("token", Rc::new(move |request| header(request, "x-amz-security-token", turned))),
    ];
    for (what, change) in changes {
        console.browser.change(Some(change));
        let error = console.call_with(&client, &list).err().unwrap_or_else(|| panic!("{what}: accepted"));
        assert_eq!(error.kind(), ErrorKind::InvalidCredentials, "{what}: {error:?}");
    }

    console.browser.change(Some(Rc::new(|request| {
        request.body = request.body.take().map(|body| body.replace(r#""a""#, r#""b""#));
    })));
    let error = console.call_with(&client, &create).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidCredentials, "body: {error:?}");
    console.browser.change(None);
    console.call_with(&client, &create).unwrap();
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn a_wrong_password_brings_no_code() {
    let console = Console::new();
    assert!(console.returned(&new_attempt(), "wrong").is_none());
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn a_code_works_once_and_for_its_verifier_only() {
    let console = Console::new();
    let (attempt, other) = (new_attempt(), new_attempt());
    let code = console.code(&attempt);
    check_refused(console.exchange(&code, &other.verifier), "invalid_grant");
    // MiniStack does not take that for a use.
    console.exchange(&code, &attempt.verifier).ok().unwrap();
    check_refused(console.exchange(&code, &attempt.verifier), "invalid_grant");
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn an_id_token_of_another_sign_in_is_not_taken() {
    let console = Console::new();
    let attempt = new_attempt();
    let code = console.code(&attempt);
    let user = console.user(code, Attempt { nonce: new_attempt().nonce, ..attempt });
    let error = block_on(user.id_token(false)).unwrap_err();
    assert!(error.to_string().contains("nonce"), "{error}");
    assert!(user.claims().is_none());
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn the_session_goes_on_with_the_next_tokens_and_credentials() {
    let console = Console::new();
    let user = Rc::new(console.signed_in());
    let (identity, reports) = console.identity(Rc::clone(&user));
    let before = block_on(identity.credentials(None)).unwrap();
    let (token, claims) = (block_on(user.id_token(false)).unwrap(), user.claims().unwrap());

    assert_ne!(block_on(user.id_token(true)).unwrap(), token);
    assert_eq!(user.claims().unwrap().subject, claims.subject);
    let refused = Refused { access_key_id: before.access_key_id.clone(), certain: true };
    let after = block_on(identity.credentials(Some(&refused))).unwrap();
    assert_ne!(after.access_key_id, before.access_key_id);
    let reports = reports.borrow();
    let [Report::Renewed { identity_id: one, .. }, Report::Renewed { identity_id: other, .. }] = &reports[..] else {
        panic!("{reports:?}")
    };
    assert_eq!(one, other, "the pool knows who it is");
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn a_revoked_refresh_token_brings_nothing() {
    let console = Console::new();
    let attempt = new_attempt();
    let tokens = console.exchange(&console.code(&attempt), &attempt.verifier).ok().unwrap();
    let token = tokens.refresh_token.unwrap();
    console.refresh(&token).ok().unwrap();
    console.call(&RevokeToken { token: token.clone(), client_id: console.login.client_id.clone() }).unwrap();
    check_refused(console.refresh(&token), "invalid_grant");
}

#[test]
#[ignore = "needs MiniStack: cargo xtask test ministack"]
fn the_identity_pool_takes_no_token_that_was_changed() {
    let console = Console::new();
    let token = block_on(console.signed_in().id_token(false)).unwrap().expose().to_owned();
    let get_id = |token: String| GetId {
        account_id: None,
        identity_pool_id: console.identity_pool_id.clone(),
        logins: [(console.login.provider(), token)].into(),
    };
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let forged = format!("{signed}.{}{}", if signature.starts_with('A') { 'B' } else { 'A' }, &signature[1..]);
    check_refused(console.call(&get_id(forged)), "NotAuthorizedException");
    console.call(&get_id(token)).ok().unwrap();
}
