//! Who is signed in, and credentials that have not expired.
//!
//! Nothing here is stored: credentials and tokens live in memory and are gone with the page. What proves that an answer
//! of managed login is for this tab waits in the tab's session storage while the browser is there ([`redirect`]).
//!
//! Reading order: [`attempt`] and [`id_token`] (what is drawn and checked), [`user`] (code and tokens), [`identity`]
//! (credentials), and here what becomes of them all.

pub mod attempt;
pub mod id_token;
pub mod identity;
mod redirect;
mod tabs;
pub mod user;

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{FutureExt, LocalBoxFuture};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::attempt::Return;
use self::identity::{Identity, Report};
use self::user::User;
use crate::aws::cognito_identity::{GetCredentialsForIdentity, IdentityId};
use crate::aws::credentials::{Credentials, ProvideCredentials, Refused};
use crate::aws::{CallError, Cause, Client, Operation, Timestamp};
use crate::config::AuthConfig;
use crate::router::{Back, Router, use_router};

/// How far the sign-in is.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
    /// Nobody is signed in, and why not anymore.
    SignedOut(Option<Farewell>),
    /// Credentials are being fetched.
    SigningIn,
    /// There are credentials.
    SignedIn {
        /// Whose.
        who: Who,
        /// Names the identity towards AWS; not a secret.
        identity_id: IdentityId,
        /// When the credentials expire. They are renewed before.
        expiration: Timestamp,
    },
    /// There are no credentials to be had, for now.
    Failed(CallError),
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Guest,
    /// Somebody of the user pool.
    User {
        /// The name to sign in with.
        name: String,
        /// Groups of the user pool.
        groups: Vec<String>,
    },
}

/// Why nobody is signed in anymore, or yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Farewell {
    /// The user wanted it.
    SignedOut,
    /// The user wanted it, in another tab.
    SignedOutElsewhere,
    /// Managed login, or who hands out credentials, did not take what proved who the user is.
    Refused(CallError),
    /// Managed login sent the browser back without a code: its error, and what it says of it.
    NotGranted {
        /// `access_denied`, say.
        error: String,
        /// Words of managed login.
        description: String,
    },
    /// The browser was sent here with an answer that this tab had not asked for.
    NotAskedFor,
    /// No address that managed login may send the browser back to is the one of this page, which is named.
    NoWayBack(String),
}

/// The session of the application. A handle; copies are the same.
#[derive(Clone, Copy)]
pub struct Session {
    /// How far the sign-in is.
    pub state: ReadSignal<SessionState>,
    manager: StoredValue<Rc<Manager>, LocalStorage>,
}

/// The session of the application.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}

/// Provides the session to the components below, and gives the client that signs with its credentials.
///
/// Where the address is one that managed login has sent the browser to, the sign-in goes on, at the page it began at.
pub fn provide_session(client: &Client, auth: AuthConfig) -> Client {
    let (state, set_state) = signal(SessionState::SignedOut(None));
    let router = use_router();
    let manager = Rc::new(Manager { client: client.clone(), auth, router, set_state, current: RefCell::default() });
    let session = Session { state, manager: StoredValue::new_local(Rc::clone(&manager)) };
    provide_context(session);
    tabs::on_sign_out(move || drop(session.end(Farewell::SignedOutElsewhere)));
    manager.begin();
    client.signed_with(manager)
}

impl Session {
    /// Whether guests are let in.
    #[must_use]
    pub fn takes_guests(self) -> bool {
        self.manager.with_value(|manager| manager.auth.guests)
    }

    /// Whether people may sign in.
    #[must_use]
    pub fn takes_users(self) -> bool {
        self.manager.with_value(|manager| manager.auth.managed_login.is_some())
    }

    /// Goes on as a guest.
    pub fn continue_as_guest(self) {
        self.manager.with_value(|manager| manager.sign_in(None));
    }

    /// Leaves for managed login, which leads back to the page where one is.
    pub fn sign_in(self) {
        self.manager.with_value(|manager| manager.leave_for_login());
    }

    /// Renews the credentials at once.
    pub fn renew(self) {
        let manager = self.manager.get_value();
        spawn_local(async move {
            let now = manager.credentials(None).await.ok();
            let refused = now.map(|now| Refused { access_key_id: now.access_key_id, certain: true });
            // A failure is reported to the session.
            let _reported = manager.credentials(refused.as_ref()).await;
        });
    }

    /// Signs out: here, in the other tabs, and at managed login.
    pub fn sign_out(self) {
        let manager = self.manager.get_value();
        let user = self.end(Farewell::SignedOut);
        tabs::tell_of_sign_out();
        if let Some(user) = user {
            spawn_local(async move {
                // Whether or not the token could be revoked: the session at managed login ends in any case.
                let _revoked = user.sign_out().await;
                manager.leave_for_logout();
            });
        }
    }

    /// Forgets who was signed in, and tells who that was.
    fn end(self, farewell: Farewell) -> Option<Rc<User>> {
        self.manager.with_value(|manager| manager.end(farewell))
    }
}

/// What happens to the session.
struct Manager {
    client: Client,
    auth: AuthConfig,
    router: Router,
    set_state: WriteSignal<SessionState>,
    current: RefCell<Option<Current>>,
}

/// Whoever is signed in.
#[derive(Clone)]
struct Current {
    identity: Identity,
    user: Option<Rc<User>>,
}

impl Manager {
    /// Goes on where managed login has sent the browser back, or as a guest where that is the only way in.
    fn begin(self: &Rc<Self>) {
        let query = self.router.query().get_untracked();
        match (Return::read(|name| query.get(name).map(ToOwned::to_owned)), &self.auth.managed_login) {
            (Some(returned), Some(_)) => self.come_back(returned),
            (_, None) => self.sign_in(None),
            (None, Some(_)) => {}
        }
    }

    fn come_back(self: &Rc<Self>, returned: Return) {
        let waiting = redirect::take();
        // Neither code nor state stays in the address, nor in the history.
        let path = waiting.as_ref().map_or_else(|| "/".to_owned(), |(_, path)| path.clone());
        self.router.go(&path, Back::Before);
        let Some((attempt, _)) = waiting.filter(|(attempt, _)| attempt.state == returned.state) else {
            self.set_state.set(SessionState::SignedOut(Some(Farewell::NotAskedFor)));
            return;
        };
        let way_back = self.auth.managed_login.clone().zip(self.way_back());
        match (returned.answer, way_back) {
            (Err((error, description)), _) => {
                let farewell = Farewell::NotGranted { error, description };
                self.set_state.set(SessionState::SignedOut(Some(farewell)));
            }
            (Ok(code), Some((login, uri))) => {
                let (client, region) = (self.client.clone(), self.auth.region.clone());
                self.sign_in(Some(Rc::new(User::new(client, region, login, (code, uri), attempt))));
            }
            (Ok(_), None) => {}
        }
    }

    /// Signs in as `user`, or as a guest.
    fn sign_in(self: &Rc<Self>, user: Option<Rc<User>>) {
        let (manager, of) = (Rc::downgrade(self), user.clone());
        let identity = Identity::new(
            self.client.clone(),
            self.auth.region.clone(),
            self.auth.identity_pool_id.clone(),
            user.clone(),
            move |report| {
                if let Some(manager) = manager.upgrade() {
                    manager.take(report, of.as_ref());
                }
            },
        );
        *self.current.borrow_mut() = Some(Current { identity: identity.clone(), user });
        self.set_state.set(SessionState::SigningIn);
        // At once: the first page then waits for the same answer instead of beginning with it.
        spawn_local(async move {
            let _reported = identity.credentials(None).await;
        });
    }

    /// Takes what an identity reports that belongs to `user`, unless somebody else has signed in since.
    fn take(&self, report: Report, user: Option<&Rc<User>>) {
        let is_current = self.current.borrow().as_ref().is_some_and(|current| match (&current.user, user) {
            (Some(current), Some(user)) => Rc::ptr_eq(current, user),
            (None, None) => true,
            _ => false,
        });
        if !is_current {
            return;
        }
        match report {
            Report::Renewed { identity_id, expiration } => {
                let who = match user.and_then(|user| user.claims()) {
                    Some(claims) => Who::User { name: claims.username, groups: claims.groups },
                    None => Who::Guest,
                };
                self.set_state.set(SessionState::SignedIn { who, identity_id, expiration });
            }
            Report::Failed(error) => self.set_state.set(SessionState::Failed(error)),
            Report::Ended(error) => drop(self.end(Farewell::Refused(error))),
        }
    }

    fn end(&self, farewell: Farewell) -> Option<Rc<User>> {
        let current = self.current.take();
        self.set_state.set(SessionState::SignedOut(Some(farewell)));
        current?.user
    }

    /// The address that managed login may send the browser back to, of those registered: this page's.
    fn way_back(&self) -> Option<String> {
        let login = self.auth.managed_login.as_ref()?;
        fitting(&login.sign_in_uris, &redirect::here(&self.router))
    }

    fn leave_for_login(&self) {
        let Some(login) = &self.auth.managed_login else { return };
        match self.way_back() {
            Some(uri) => redirect::leave_for_login(login, &uri, &self.router, &*self.client.platform()),
            None => {
                let farewell = Farewell::NoWayBack(redirect::here(&self.router));
                self.set_state.set(SessionState::SignedOut(Some(farewell)));
            }
        }
    }

    fn leave_for_logout(&self) {
        if let Some(login) = &self.auth.managed_login
            && let Some(uri) = fitting(&login.sign_out_uris, &redirect::here(&self.router))
        {
            redirect::leave_for_logout(login, &uri);
        }
    }
}

impl ProvideCredentials for Manager {
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        let current = self.current.borrow().clone();
        async move {
            match current {
                Some(Current { identity, .. }) => identity.credentials(refused).await,
                None => {
                    let (facts, region) = (GetCredentialsForIdentity::FACTS, self.auth.region.clone());
                    Err(CallError { facts, region, cause: Cause::SignedOut })
                }
            }
        }
        .boxed_local()
    }
}

/// The one of `uris` that is the page at `here`, which ends in a slash.
fn fitting(uris: &[String], here: &str) -> Option<String> {
    uris.iter().find(|uri| uri.trim_end_matches('/') == here.trim_end_matches('/')).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_the_registered_address_of_this_page() {
        let uris = ["https://a.example/", "https://a.example/console", "http://localhost:8787/"].map(str::to_owned);
        assert_eq!(fitting(&uris, "https://a.example/").as_deref(), Some("https://a.example/"));
        assert_eq!(fitting(&uris, "https://a.example/console/").as_deref(), Some("https://a.example/console"));
        assert_eq!(fitting(&uris, "https://a.example/other/"), None);
        assert_eq!(fitting(&uris, "http://127.0.0.1:8787/"), None);
    }
}
