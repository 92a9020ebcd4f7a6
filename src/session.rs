//! Who is signed in, and credentials that have not expired.
//!
//! Nothing here is stored: credentials and tokens live in memory and are gone with the page. What proves that an answer
//! of managed login is for this tab waits in the tab's session storage while the browser is there ([`redirect`]).
//!
//! Reading order: [`attempt`] and [`id_token`] (what is drawn and checked), [`user`] (code and tokens), [`identity`] and
//! [`pasted`] (credentials), [`limits`], and here what becomes of them all.

pub mod attempt;
pub mod id_token;
pub mod identity;
pub mod limits;
pub mod pasted;
mod redirect;
mod tabs;
pub mod user;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{FutureExt, LocalBoxFuture};
use leptos::prelude::*;
use tokio::sync::Notify;
use wasm_bindgen_futures::spawn_local;

use self::attempt::{Attempt, Return};
use self::identity::{Identity, Report};
use self::limits::{Limit, Limits, Nearness};
use self::pasted::{Pasted, Unusable};
use self::tabs::{Message, Tabs};
use self::user::User;
use crate::aws::cognito_identity::{GetCredentialsForIdentity, IdentityId};
use crate::aws::credentials::{Credentials, ProvideCredentials, Refused};
use crate::aws::{CallError, Cause, Client, Operation, Timestamp};
use crate::config::{AuthConfig, ManagedLogin};
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
        /// When the credentials expire.
        expiration: Timestamp,
    },
    /// There are no credentials to be had, for now.
    Failed(CallError),
    /// There are none until somebody has signed in again. The page stays, and so do the requests that wait.
    Interrupted(Farewell),
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Guest {
        /// Names the guest towards AWS; not a secret.
        identity_id: IdentityId,
    },
    /// Somebody of the user pool.
    User {
        /// Names the user towards AWS; not a secret.
        identity_id: IdentityId,
        /// The name to sign in with.
        name: String,
        /// Groups of the user pool.
        groups: Vec<String>,
    },
    /// Whoever the pasted credentials are of.
    Pasted {
        /// Names the credentials; not a secret.
        access_key_id: String,
    },
}

/// Why nobody is signed in anymore, or yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Farewell {
    /// The user wanted it.
    SignedOut,
    /// The user wanted it, in another tab.
    SignedOutElsewhere,
    /// Nobody was at work for so long, or the session has lasted so long.
    Over(Limit),
    /// Pasted credentials have expired.
    Expired,
    /// Managed login, or who hands out credentials, did not take what proved who the user is.
    Refused(CallError),
    /// Managed login sent the browser back without a code: its error, and what it says of it.
    NotGranted {
        /// `access_denied`, say.
        error: String,
        /// Words of managed login.
        description: String,
    },
    /// The answer of managed login is being handed to the tab that asked for it, or has been.
    HandedOver,
    /// The browser was sent here with an answer that no tab had asked for.
    NotAskedFor,
    /// No address that managed login may send the browser back to is the one of this page, which is named.
    NoWayBack(String),
    /// The browser did not open the window to sign in again in.
    NoWindow,
}

/// How long a window waits for a tab to take the answer of managed login.
const HANDING_OVER: Duration = Duration::from_secs(2);

/// How often it is looked whether the session is near its end.
const LOOK: Duration = Duration::from_secs(1);

/// How often at most the other tabs are told that somebody is at work.
const TELL: Duration = Duration::from_secs(10);

/// The session of the application. A handle; copies are the same.
#[derive(Clone, Copy)]
pub struct Session {
    /// How far the sign-in is.
    pub state: ReadSignal<SessionState>,
    /// The limit that the session is near to.
    pub ending: ReadSignal<Option<Limit>>,
    /// Counts the people who have been here: what is shown belongs to the last one.
    pub visit: ReadSignal<u32>,
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
pub fn provide_session(client: &Client, auth: AuthConfig, limits: Limits) -> Client {
    let (state, set_state) = signal(SessionState::SignedOut(None));
    let (ending, set_ending) = signal(None);
    let (visit, set_visit) = signal(0);
    let manager = Rc::new(Manager {
        client: client.clone(),
        auth,
        limits,
        router: use_router(),
        state,
        set_state,
        set_ending,
        visit,
        set_visit,
        interrupted: RefCell::default(),
        current: RefCell::default(),
        again: RefCell::default(),
        resumed: Notify::new(),
        handed_over: Cell::default(),
        active: Cell::new(client.platform().now()),
        told: Cell::new(client.platform().now()),
        tabs: OnceCell::new(),
    });
    provide_context(Session { state, ending, visit, manager: StoredValue::new_local(Rc::clone(&manager)) });
    manager.connect();
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

    /// Goes on with pasted credentials.
    ///
    /// # Errors
    /// The text holds none to work with.
    pub fn paste(self, text: &str) -> Result<(), Unusable> {
        self.manager.with_value(|manager| manager.paste(text))
    }

    /// Leaves for managed login, which leads back to the page where one is.
    pub fn sign_in(self) {
        self.manager.with_value(|manager| manager.leave_for_login());
    }

    /// Opens managed login in a window of its own; the page stays.
    pub fn sign_in_again(self) {
        self.manager.with_value(|manager| manager.sign_in_again());
    }

    /// When it began, by the user's clock, and its limits; `None` for a session without.
    #[must_use]
    pub fn ends(self) -> Option<(Timestamp, Limits)> {
        self.manager.with_value(|manager| manager.limited_since().map(|since| (since, manager.limits)))
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
        self.manager.get_value().sign_out();
    }
}

/// What happens to the session.
struct Manager {
    client: Client,
    auth: AuthConfig,
    limits: Limits,
    router: Router,
    state: ReadSignal<SessionState>,
    set_state: WriteSignal<SessionState>,
    set_ending: WriteSignal<Option<Limit>>,
    visit: ReadSignal<u32>,
    set_visit: WriteSignal<u32>,
    /// Whose session was interrupted: `sub` of the ID token.
    interrupted: RefCell<Option<String>>,
    current: RefCell<Option<Current>>,
    /// The attempt to sign in again that is being made in another window.
    again: RefCell<Option<Attempt>>,
    /// An interruption is over, one way or the other.
    resumed: Notify,
    /// Whether a tab has taken the answer that came to this window.
    handed_over: Cell<bool>,
    /// When somebody was last at work, here or in another tab.
    active: Cell<Timestamp>,
    /// When the other tabs were last told so.
    told: Cell<Timestamp>,
    tabs: OnceCell<Tabs>,
}

/// Whoever is signed in.
#[derive(Clone)]
struct Current {
    credentials: Rc<dyn ProvideCredentials>,
    user: Option<Rc<User>>,
    /// By the user's clock.
    since: Timestamp,
}

impl Manager {
    /// Listens to the other tabs, to whoever is at work, and to the clock.
    fn connect(self: &Rc<Self>) {
        let manager = Rc::downgrade(self);
        let tabs = Tabs::connect(move |message| {
            if let Some(manager) = manager.upgrade() {
                manager.hear(message);
            }
        });
        // Nobody has connected before.
        let _none = self.tabs.set(tabs);
        for event in ["keydown", "pointerdown", "wheel"] {
            let manager = Rc::downgrade(self);
            let listening = window_event_listener_untyped(event, move |_| {
                if let Some(manager) = manager.upgrade() {
                    manager.be_active();
                }
            });
            on_cleanup(move || listening.remove());
        }
        let manager = Rc::downgrade(self);
        let look = move || {
            if let Some(manager) = manager.upgrade() {
                manager.look_at_limits();
            }
        };
        if let Ok(timer) = set_interval_with_handle(look, LOOK) {
            on_cleanup(move || timer.clear());
        }
    }

    /// Goes on where managed login has sent the browser back, or as a guest where that is the only way in.
    fn begin(self: &Rc<Self>) {
        let query = self.router.query().get_untracked();
        match (Return::read(|name| query.get(name).map(ToOwned::to_owned)), &self.auth.managed_login) {
            (Some(returned), Some(login)) => self.come_back(returned, login),
            (_, None) => self.sign_in(None),
            (None, Some(_)) if redirect::has_signed_out() => {
                self.set_state.set(SessionState::SignedOut(Some(Farewell::SignedOut)));
            }
            (None, Some(_)) => {}
        }
    }

    fn come_back(self: &Rc<Self>, returned: Return, login: &ManagedLogin) {
        let waiting = redirect::take();
        // Neither code nor state stays in the address, nor in the history.
        let path = waiting.as_ref().map_or_else(|| "/".to_owned(), |(_, path)| path.clone());
        self.router.go(&path, Back::Before);
        match waiting.filter(|(attempt, _)| attempt.state == returned.state) {
            Some((attempt, _)) => self.take_answer(returned, attempt, login),
            None => self.hand_over(returned),
        }
    }

    /// Takes the answer of managed login to `attempt`.
    fn take_answer(self: &Rc<Self>, returned: Return, attempt: Attempt, login: &ManagedLogin) {
        let uri = self.way_back().unwrap_or_default();
        match returned.answer {
            Ok(code) => {
                let (client, region) = (self.client.clone(), self.auth.region.clone());
                self.sign_in(Some(Rc::new(User::new(client, region, login.clone(), (code, uri), attempt))));
            }
            Err((error, description)) => self.stop(Farewell::NotGranted { error, description }),
        }
    }

    /// Offers an answer to the other tabs that this one has not asked for.
    fn hand_over(self: &Rc<Self>, returned: Return) {
        self.set_state.set(SessionState::SignedOut(Some(Farewell::HandedOver)));
        self.tell(&Message::Answer(returned));
        let manager = Rc::clone(self);
        set_timeout(
            move || {
                if !manager.handed_over.get() {
                    manager.set_state.set(SessionState::SignedOut(Some(Farewell::NotAskedFor)));
                }
            },
            HANDING_OVER,
        );
    }

    fn hear(self: &Rc<Self>, message: Message) {
        match message {
            Message::SignedOut => drop(self.end(Farewell::SignedOutElsewhere)),
            Message::Active => self.active.set(self.client.platform().now()),
            Message::Answer(returned) => {
                let ours = self.again.borrow_mut().take_if(|attempt| attempt.state == returned.state);
                if let (Some(attempt), Some(login)) = (ours, &self.auth.managed_login) {
                    self.tell(&Message::Taken(returned.state.clone()));
                    self.take_answer(returned, attempt, login);
                }
            }
            Message::Taken(_) => {
                if matches!(self.state.get_untracked(), SessionState::SignedOut(Some(Farewell::HandedOver))) {
                    self.handed_over.set(true);
                    // Refused for a window that no script has opened: its page says that it can be closed.
                    let _refused = window().close();
                }
            }
        }
    }

    fn tell(&self, message: &Message) {
        if let Some(tabs) = self.tabs.get() {
            tabs.tell(message);
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
                    manager.take_report(report, of.as_ref());
                }
            },
        );
        let first = identity.clone();
        self.begin_with(Rc::new(identity), user);
        self.set_state.set(SessionState::SigningIn);
        // At once: the first page then waits for the same answer instead of beginning with it.
        spawn_local(async move {
            let _reported = first.credentials(None).await;
        });
    }

    fn paste(&self, text: &str) -> Result<(), Unusable> {
        let credentials = pasted::read(text, self.client.now())?;
        let who = Who::Pasted { access_key_id: credentials.access_key_id.clone() };
        let expiration = credentials.expiration;
        self.part_from_others(Some(""));
        self.begin_with(Rc::new(Pasted { credentials }), None);
        self.set_state.set(SessionState::SignedIn { who, expiration });
        self.resumed.notify_waiters();
        Ok(())
    }

    fn begin_with(&self, credentials: Rc<dyn ProvideCredentials>, user: Option<Rc<User>>) {
        let since = self.client.platform().now();
        self.active.set(since);
        *self.current.borrow_mut() = Some(Current { credentials, user, since });
    }

    /// Takes what an identity reports that belongs to `user`, unless somebody else has signed in since.
    fn take_report(&self, report: Report, user: Option<&Rc<User>>) {
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
                let claims = user.and_then(|user| user.claims());
                self.part_from_others(claims.as_ref().map(|claims| &*claims.subject));
                let who = match claims {
                    Some(claims) => Who::User { identity_id, name: claims.username, groups: claims.groups },
                    None => Who::Guest { identity_id },
                };
                self.set_state.set(SessionState::SignedIn { who, expiration });
                self.resumed.notify_waiters();
            }
            Report::Failed(error) => self.set_state.set(SessionState::Failed(error)),
            Report::Ended(error) => self.stop(Farewell::Refused(error)),
        }
    }

    /// Where somebody else goes on than was interrupted: nothing is left of what that one had read, typed or asked for.
    fn part_from_others(&self, subject: Option<&str>) {
        if self.interrupted.take().is_some_and(|interrupted| Some(&*interrupted) != subject) {
            self.set_visit.update(|visit| *visit += 1);
        }
    }

    /// Goes on only when somebody has signed in again: on the page if there is one.
    fn stop(&self, farewell: Farewell) {
        if let Some(current) = self.current.take() {
            let claims = current.user.and_then(|user| user.claims());
            *self.interrupted.borrow_mut() = Some(claims.map_or_else(String::new, |claims| claims.subject));
        }
        self.set_ending.set(None);
        let has_page = !matches!(self.state.get_untracked(), SessionState::SignedOut(_));
        self.set_state.set(if has_page {
            SessionState::Interrupted(farewell)
        } else {
            SessionState::SignedOut(Some(farewell))
        });
    }

    /// Forgets who was signed in, with all that was read and typed, and tells who that was.
    fn end(&self, farewell: Farewell) -> Option<Rc<User>> {
        let current = self.current.take();
        self.again.take();
        self.interrupted.take();
        self.set_ending.set(None);
        self.set_state.set(SessionState::SignedOut(Some(farewell)));
        self.resumed.notify_waiters();
        current?.user
    }

    fn sign_out(self: Rc<Self>) {
        let user = self.end(Farewell::SignedOut);
        self.tell(&Message::SignedOut);
        if let Some(user) = user {
            spawn_local(async move {
                // Whether or not the token could be revoked: the session at managed login ends in any case.
                let _revoked = user.sign_out().await;
                self.leave_for_logout();
            });
        }
    }

    /// Somebody is at work.
    fn be_active(&self) {
        let now = self.client.platform().now();
        self.active.set(now);
        if self.told.get().plus(TELL) <= now {
            self.told.set(now);
            self.tell(&Message::Active);
        }
    }

    /// When a session began that has limits: of a user. A guest proves nothing that somebody else could not.
    fn limited_since(&self) -> Option<Timestamp> {
        let current = self.current.borrow();
        current.as_ref().filter(|current| current.user.is_some()).map(|current| current.since)
    }

    /// Ends the session of a user at its limits, and warns before.
    fn look_at_limits(&self) {
        let nearness = self.limited_since().map_or(Nearness::Far, |since| {
            self.limits.nearness(since, self.active.get(), self.client.platform().now())
        });
        let ending = match nearness {
            Nearness::Far => None,
            Nearness::Near(limit) => Some(limit),
            Nearness::Over(limit) => return self.stop(Farewell::Over(limit)),
        };
        self.set_ending.maybe_update(|known| std::mem::replace(known, ending) != ending);
    }

    /// Whether credentials are of no use any more: only pasted ones are handed out then.
    fn have_expired(&self, given: &Credentials, refused: Option<&Refused>) -> bool {
        let is_refused = refused.is_some_and(|refused| refused.certain && refused.access_key_id == given.access_key_id);
        is_refused || given.expiration <= self.client.now()
    }

    fn nobody(&self) -> Result<Credentials, CallError> {
        let (facts, region) = (GetCredentialsForIdentity::FACTS, self.auth.region.clone());
        Err(CallError { facts, region, cause: Cause::SignedOut })
    }

    /// The address that managed login may send the browser back to, of those registered: this page's.
    fn way_back(&self) -> Option<String> {
        let login = self.auth.managed_login.as_ref()?;
        fitting(&login.sign_in_uris, &redirect::here(&self.router))
    }

    fn leave_for_login(&self) {
        let Some(login) = &self.auth.managed_login else { return };
        let attempt = Attempt::new(&*self.client.platform());
        match self.way_back() {
            Some(uri) => redirect::leave_for_login(login, &uri, &attempt, &self.router.address()),
            None => self.stop(Farewell::NoWayBack(redirect::here(&self.router))),
        }
    }

    fn sign_in_again(&self) {
        let Some(login) = &self.auth.managed_login else { return };
        let attempt = Attempt::new(&*self.client.platform());
        match self.way_back() {
            Some(uri) if redirect::open_login(login, &uri, &attempt) => *self.again.borrow_mut() = Some(attempt),
            Some(_) => self.stop(Farewell::NoWindow),
            None => self.stop(Farewell::NoWayBack(redirect::here(&self.router))),
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
        async move {
            let visit = self.visit.get_untracked();
            loop {
                let current = self.current.borrow().clone();
                let given = match current {
                    // Of another one than asked.
                    Some(_) if visit != self.visit.get_untracked() => self.nobody(),
                    Some(current) => {
                        let given = current.credentials.credentials(refused).await;
                        if current.user.is_none() && given.as_ref().is_ok_and(|given| self.have_expired(given, refused))
                        {
                            self.stop(Farewell::Expired);
                            self.nobody()
                        } else {
                            given
                        }
                    }
                    None => self.nobody(),
                };
                let resumed = self.resumed.notified();
                if given.is_ok() || !matches!(self.state.get_untracked(), SessionState::Interrupted(_)) {
                    return given;
                }
                resumed.await;
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
