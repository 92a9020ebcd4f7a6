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

use futures_util::future::{FutureExt, LocalBoxFuture, select};
use leptos::prelude::*;
use tokio::sync::Notify;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, PageTransitionEvent};

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
    /// The user wanted it; but managed login knows this browser still, for want of an address to come back to.
    SignedOutHereOnly,
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
    /// The answer of managed login is being handed to the tab that asked for it.
    HandingOver,
    /// The tab that asked for it has taken the answer of managed login.
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

/// How long signing out waits for the refresh token to be revoked.
const REVOKING: Duration = Duration::from_secs(3);

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

/// Provides the session to the components below.
///
/// Where the address is one that managed login has sent the browser to, the sign-in goes on, at the page it began at.
pub fn provide_session(client: &Client, auth: AuthConfig, limits: Limits) {
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
        owner: RefCell::default(),
        is_interrupted: Cell::default(),
        parted: RefCell::default(),
        begun: Cell::default(),
        current: RefCell::default(),
        again: RefCell::default(),
        resumed: Notify::new(),
        offered: RefCell::default(),
        active: Cell::new(client.now()),
        told: Cell::new(client.now()),
        tabs: OnceCell::new(),
    });
    provide_context(Session { state, ending, visit, manager: StoredValue::new_local(Rc::clone(&manager)) });
    manager.connect();
    manager.begin();
}

impl Session {
    /// The client for what is shown on `visit`: it signs with the credentials of whoever is here then, and of nobody else.
    #[must_use]
    pub fn client(self, visit: u32) -> Client {
        let manager = self.manager.get_value();
        let client = manager.client.clone();
        client.signed_with(Rc::new(Visitor { manager, visit }))
    }

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

    /// Whether managed login would lead back to this page.
    #[must_use]
    pub fn leads_back(self) -> bool {
        self.manager.with_value(|manager| manager.way_back().is_some())
    }

    /// Whether what is shown belongs to whoever has pasted credentials.
    #[must_use]
    pub fn is_of_pasted(self) -> bool {
        self.manager.with_value(|manager| *manager.owner.borrow() == Some(Owner::Pasted))
    }

    /// Somebody is at work.
    pub fn stay(self) {
        self.manager.with_value(|manager| manager.be_active());
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

    /// Renews the credentials at once, or asks for them once more where there are none.
    pub fn renew(self) {
        let manager = self.manager.get_value();
        let visitor = Visitor { visit: manager.visit.get_untracked(), manager };
        let has_some = matches!(self.state.get_untracked(), SessionState::SignedIn { .. });
        spawn_local(async move {
            // A failure is reported to the session.
            let known = visitor.credentials(None).await.ok().filter(|_| has_some);
            if let Some(Credentials { access_key_id, .. }) = known {
                let _reported = visitor.credentials(Some(&Refused { access_key_id, certain: true })).await;
            }
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
    /// Whose what is shown is, for as long as a visit lasts.
    owner: RefCell<Option<Owner>>,
    /// Whether the session was interrupted, and has not gone on yet.
    is_interrupted: Cell<bool>,
    /// The user whose session was interrupted: there are tokens left to revoke.
    parted: RefCell<Option<Rc<User>>>,
    /// Counts the sessions that have begun.
    begun: Cell<u32>,
    current: RefCell<Option<Current>>,
    /// The attempt to sign in again that is being made in another window.
    again: RefCell<Option<Attempt>>,
    /// An interruption is over, one way or the other.
    resumed: Notify,
    /// The state of the answer that came to this window, for another one to take.
    offered: RefCell<Option<String>>,
    /// When somebody was last at work, here or in another tab.
    active: Cell<Timestamp>,
    /// When the other tabs were last told so.
    told: Cell<Timestamp>,
    tabs: OnceCell<Tabs>,
}

/// A session.
#[derive(Clone)]
struct Current {
    /// Tells it from those before and after.
    number: u32,
    source: Source,
    /// When it began, or when the user last gave a password or the like.
    since: Timestamp,
}

/// Where the credentials of a session come from.
#[derive(Clone)]
enum Source {
    /// From the identity pool: a user's, or a guest's.
    Identity(Identity, Option<Rc<User>>),
    Pasted(Rc<Pasted>),
}

/// Whose what is shown is.
#[derive(Clone, PartialEq, Eq)]
enum Owner {
    Guest,
    /// By `sub` of the ID token.
    User(String),
    /// Whoever has pasted credentials: nobody knows.
    Pasted,
}

impl Owner {
    /// The name by which tabs know each other's owner; only users have one.
    fn name(&self) -> Option<&str> {
        match self {
            Self::User(subject) => Some(subject),
            Self::Guest | Self::Pasted => None,
        }
    }
}

impl Manager {
    /// Listens to the other tabs, to whoever is at work, and to the clock.
    fn connect(self: &Rc<Self>) {
        let manager = Rc::downgrade(self);
        let tabs = Tabs::connect(&redirect::here(&self.router), move |message| {
            if let Some(manager) = manager.upgrade() {
                manager.hear(message);
            }
        });
        // Nobody has connected before.
        let _none = self.tabs.set(tabs);
        for event in ["keydown", "pointerdown", "click", "wheel"] {
            self.listen(event, |manager, _| manager.be_active());
        }
        // What was put aside may have missed that the session is over.
        self.listen("visibilitychange", |manager, _| manager.look_at_limits());
        self.listen("pageshow", |_, event| {
            if event.unchecked_ref::<PageTransitionEvent>().persisted() {
                // Refused by no browser.
                let _refused = window().location().reload();
            }
        });
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

    fn listen(self: &Rc<Self>, event: &'static str, heard: fn(&Self, &Event)) {
        let manager = Rc::downgrade(self);
        let listening = window_event_listener_untyped(event, move |event| {
            if let Some(manager) = manager.upgrade() {
                heard(&manager, &event);
            }
        });
        on_cleanup(move || listening.remove());
    }

    /// Goes on where managed login has sent the browser back, or as a guest where that is the only way in.
    fn begin(self: &Rc<Self>) {
        // Whatever the browser comes from: it waits no longer.
        let (waiting, has_signed_out) = (redirect::take(), redirect::has_signed_out());
        let query = self.router.query().get_untracked();
        match (Return::read(|name| query.get(name).map(ToOwned::to_owned)), &self.auth.managed_login) {
            (Some(returned), Some(login)) => self.come_back(returned, waiting, login),
            (_, None) => self.sign_in(None),
            (None, Some(_)) if has_signed_out => {
                self.set_state.set(SessionState::SignedOut(Some(Farewell::SignedOut)));
            }
            (None, Some(_)) => {}
        }
    }

    fn come_back(self: &Rc<Self>, returned: Return, waiting: Option<(Attempt, String)>, login: &ManagedLogin) {
        // Neither code nor state stays in the address, nor in the history.
        let path = waiting.as_ref().map_or_else(|| "/".to_owned(), |(_, path)| path.clone());
        self.router.go(&path, Back::Before);
        match waiting.map(|(attempt, _)| attempt) {
            // Some errors come without a state.
            Some(attempt) if returned.is_for(&attempt) => self.take_answer(returned, attempt, login),
            _ => self.hand_over(returned),
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
        let Some(state) = returned.state.clone() else {
            self.set_state.set(SessionState::SignedOut(Some(Farewell::NotAskedFor)));
            return;
        };
        self.set_state.set(SessionState::SignedOut(Some(Farewell::HandingOver)));
        *self.offered.borrow_mut() = Some(state);
        self.tell(&Message::Answer(returned));
        let manager = Rc::clone(self);
        set_timeout(
            move || {
                if matches!(manager.state.get_untracked(), SessionState::SignedOut(Some(Farewell::HandingOver))) {
                    manager.set_state.set(SessionState::SignedOut(Some(Farewell::NotAskedFor)));
                }
            },
            HANDING_OVER,
        );
    }

    fn hear(self: &Rc<Self>, message: Message) {
        match message {
            Message::SignedOut(owner) if self.is_of(&owner) => self.revoke(self.end(Farewell::SignedOutElsewhere)),
            Message::Active(owner) if self.is_of(&owner) => {
                self.look_at_limits();
                self.active.set(self.client.now());
            }
            Message::SignedOut(_) | Message::Active(_) => {}
            Message::Answer(returned) => {
                let ours = self.again.borrow_mut().take_if(|attempt| returned.state.as_ref() == Some(&attempt.state));
                if let (Some(attempt), Some(login)) = (ours, &self.auth.managed_login) {
                    self.tell(&Message::Taken(attempt.state.clone()));
                    self.take_answer(returned, attempt, login);
                }
            }
            Message::Taken(state) => {
                if self.offered.borrow_mut().take_if(|offered| *offered == state).is_some() {
                    self.set_state.set(SessionState::SignedOut(Some(Farewell::HandedOver)));
                    // Refused for a window that no script has opened: its page says that it can be closed.
                    let _refused = window().close();
                }
            }
        }
    }

    fn is_of(&self, owner: &str) -> bool {
        self.owner.borrow().as_ref().and_then(Owner::name) == Some(owner)
    }

    fn tell(&self, message: &Message) {
        if let Some(tabs) = self.tabs.get() {
            tabs.tell(message);
        }
    }

    /// Signs in as `user`, or as a guest.
    fn sign_in(self: &Rc<Self>, user: Option<Rc<User>>) {
        let number = self.next_number();
        let manager = Rc::downgrade(self);
        let identity = Identity::new(
            self.client.clone(),
            self.auth.region.clone(),
            self.auth.identity_pool_id.clone(),
            user.clone(),
            move |report| {
                if let Some(manager) = manager.upgrade().filter(|manager| manager.number() == Some(number)) {
                    manager.take_report(report);
                }
            },
        );
        let first = identity.clone();
        self.begin_with(number, Source::Identity(identity, user));
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
        self.begin_with(self.next_number(), Source::Pasted(Rc::new(Pasted { credentials })));
        self.go_on(Owner::Pasted, SessionState::SignedIn { who, expiration });
        Ok(())
    }

    fn next_number(&self) -> u32 {
        self.begun.set(self.begun.get() + 1);
        self.begun.get()
    }

    /// The number of the session that there is.
    fn number(&self) -> Option<u32> {
        self.current.borrow().as_ref().map(|current| current.number)
    }

    fn begin_with(&self, number: u32, source: Source) {
        self.again.take();
        let since = self.client.now();
        self.active.set(since);
        *self.current.borrow_mut() = Some(Current { number, source, since });
    }

    /// There are credentials, of `owner`. Where somebody else goes on than was here before, nothing is left of what that
    /// one had read, typed or asked for.
    fn go_on(&self, owner: Owner, state: SessionState) {
        let before = self.owner.replace(Some(owner.clone()));
        if before.is_some_and(|before| before != owner) {
            self.set_visit.update(|visit| *visit += 1);
        }
        self.is_interrupted.set(false);
        // There are new tokens.
        self.revoke(self.parted.take());
        self.set_state.set(state);
        self.resumed.notify_waiters();
    }

    /// Takes what the identity of the session reports.
    fn take_report(&self, report: Report) {
        match report {
            Report::Renewed { identity_id, expiration } => {
                let claims = self.user().and_then(|user| user.claims());
                if let (Some(claims), Some(current)) = (&claims, &mut *self.current.borrow_mut()) {
                    current.since = current.since.min(claims.authenticated);
                }
                let (owner, who) = match claims {
                    Some(claims) => (
                        Owner::User(claims.subject),
                        Who::User { identity_id, name: claims.username, groups: claims.groups },
                    ),
                    None => (Owner::Guest, Who::Guest { identity_id }),
                };
                self.go_on(owner, SessionState::SignedIn { who, expiration });
            }
            // A page that is covered stays so.
            Report::Failed(error) if self.is_interrupted.get() => self.stop(Farewell::Refused(error)),
            Report::Failed(error) => self.set_state.set(SessionState::Failed(error)),
            Report::Ended(error) => self.stop(Farewell::Refused(error)),
        }
    }

    fn user(&self) -> Option<Rc<User>> {
        match &self.current.borrow().as_ref()?.source {
            Source::Identity(_, user) => user.clone(),
            Source::Pasted(_) => None,
        }
    }

    /// Ends the session of now, and gives the user whose tokens are left.
    fn drop_session(&self) -> Option<Rc<User>> {
        self.set_ending.set(None);
        match self.current.take()?.source {
            Source::Identity(identity, user) => {
                identity.forget();
                user
            }
            Source::Pasted(_) => None,
        }
    }

    /// Goes on only when somebody has signed in again: on the page if there is one.
    fn stop(&self, farewell: Farewell) {
        if let Some(user) = self.drop_session() {
            *self.parted.borrow_mut() = Some(user);
        }
        let has_page = !matches!(self.state.get_untracked(), SessionState::SignedOut(_));
        self.is_interrupted.set(has_page);
        self.set_state.set(if has_page {
            SessionState::Interrupted(farewell)
        } else {
            SessionState::SignedOut(Some(farewell))
        });
    }

    /// Forgets who was signed in, with all that was read and typed, and gives the user whose tokens are left.
    fn end(&self, farewell: Farewell) -> Option<Rc<User>> {
        let user = self.drop_session();
        let user = user.or(self.parted.take());
        self.parted.take();
        self.again.take();
        self.owner.take();
        self.is_interrupted.set(false);
        // Whatever still waits asks for somebody who is not here any more.
        self.set_visit.update(|visit| *visit += 1);
        self.set_state.set(SessionState::SignedOut(Some(farewell)));
        self.resumed.notify_waiters();
        user
    }

    fn revoke(&self, user: Option<Rc<User>>) {
        if let Some(user) = user {
            spawn_local(async move {
                // There is nobody to tell if it fails.
                let _revoked = user.sign_out().await;
            });
        }
    }

    fn sign_out(self: Rc<Self>) {
        let owner = self.owner.borrow().as_ref().and_then(Owner::name).map(ToOwned::to_owned);
        let Some(user) = self.end(Farewell::SignedOut) else { return };
        if let Some(owner) = owner {
            self.tell(&Message::SignedOut(owner));
        }
        spawn_local(async move {
            // Whether or not the token could be revoked: the session at managed login ends in any case.
            let patience = self.client.platform().sleep(REVOKING);
            let _revoked = select(Box::pin(user.sign_out()), patience).await;
            if !self.leave_for_logout() {
                self.set_state.set(SessionState::SignedOut(Some(Farewell::SignedOutHereOnly)));
            }
        });
    }

    /// Somebody is at work. Too late for a session that is over.
    fn be_active(&self) {
        self.look_at_limits();
        let now = self.client.now();
        self.active.set(now);
        if self.limited_since().is_some()
            && self.told.get().plus(TELL) <= now
            && let Some(owner) = self.owner.borrow().as_ref().and_then(Owner::name)
        {
            self.told.set(now);
            self.tell(&Message::Active(owner.to_owned()));
        }
    }

    /// When a session began that has limits. A guest's has none: a guest proves nothing that somebody else could not.
    fn limited_since(&self) -> Option<Timestamp> {
        let current = self.current.borrow();
        let is_limited = |current: &&Current| !matches!(current.source, Source::Identity(_, None));
        current.as_ref().filter(is_limited).map(|current| current.since)
    }

    /// Ends a session at its limits, and warns before.
    fn look_at_limits(&self) {
        let nearness = self
            .limited_since()
            .map_or(Nearness::Far, |since| self.limits.nearness(since, self.active.get(), self.client.now()));
        let ending = match nearness {
            Nearness::Far => None,
            Nearness::Near(limit) => Some(limit),
            Nearness::Over(limit) => return self.stop(Farewell::Over(limit)),
        };
        self.set_ending.maybe_update(|known| std::mem::replace(known, ending) != ending);
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
        let mut attempt = Attempt::new(&*self.client.platform());
        if matches!(self.state.get_untracked(), SessionState::Interrupted(Farewell::Over(_))) {
            // Managed login knows the browser for longer than the session may last, whoever sits there by now.
            attempt.authenticated_since = Some(self.client.now());
        }
        match self.way_back() {
            Some(uri) if redirect::open_login(login, &uri, &attempt) => *self.again.borrow_mut() = Some(attempt),
            Some(_) => self.stop(Farewell::NoWindow),
            None => self.stop(Farewell::NoWayBack(redirect::here(&self.router))),
        }
    }

    /// Whether managed login could be left for.
    fn leave_for_logout(&self) -> bool {
        let here = redirect::here(&self.router);
        let login = self.auth.managed_login.as_ref();
        let way = login.and_then(|login| Some((login, fitting(&login.sign_out_uris, &here)?)));
        way.map(|(login, uri)| redirect::leave_for_logout(login, &uri)).is_some()
    }
}

/// Asks for credentials on behalf of what is shown on one visit.
struct Visitor {
    manager: Rc<Manager>,
    visit: u32,
}

impl ProvideCredentials for Visitor {
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        async move {
            let Self { manager, visit } = self;
            let mut asked = None;
            loop {
                // Before anything is looked at, so that nothing is missed.
                let resumed = manager.resumed.notified();
                manager.look_at_limits();
                if manager.visit.get_untracked() != *visit {
                    return manager.nobody();
                }
                let current = manager.current.borrow().clone();
                let Some(Current { number, source, .. }) = current else {
                    if !manager.is_interrupted.get() {
                        return manager.nobody();
                    }
                    resumed.await;
                    continue;
                };
                let given = match &source {
                    Source::Identity(identity, _) => identity.credentials(refused).await,
                    // Pasted credentials prove no person: what waited for others must be asked for again.
                    Source::Pasted(_) if asked.is_some_and(|asked| asked != number) => return manager.nobody(),
                    Source::Pasted(pasted) => Ok(pasted.credentials.clone()),
                };
                asked = Some(number);
                // Anything may have happened meanwhile.
                if manager.visit.get_untracked() != *visit {
                    return manager.nobody();
                }
                if manager.number() != Some(number) {
                    continue;
                }
                let is_over = |given: &Credentials| {
                    let certain = refused.is_some_and(|refused| refused.certain);
                    let is_refused =
                        certain && refused.is_some_and(|refused| refused.access_key_id == given.access_key_id);
                    is_refused || given.expiration <= manager.client.now()
                };
                match (&source, &given) {
                    (Source::Pasted(_), Ok(credentials)) if is_over(credentials) => manager.stop(Farewell::Expired),
                    (_, Err(_)) if manager.is_interrupted.get() => {}
                    _ => return given,
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
