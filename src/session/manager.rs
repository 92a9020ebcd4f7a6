//! What happens to the session: who begins one, what ends it, and whose what is shown is.
//!
//! How managed login is left for and comes back is in [`login`].

mod login;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use tokio::sync::Notify;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, PageTransitionEvent};

use super::attempt::Attempt;
use super::identity::{Identity, Report};
use super::limits::{Limit, Limits, Nearness};
use super::pasted::{self, Unusable};
use super::redirect;
use super::tabs::{Message, Tabs};
use super::user::User;
use super::{Farewell, SessionState, Who};
use crate::aws::credentials::{Credentials, ProvideCredentials};
use crate::aws::{Client, Timestamp};
use crate::config::AuthConfig;
use crate::router::{Router, use_router};

/// How often it is looked whether the session is near its end.
const LOOK: Duration = Duration::from_secs(1);

/// How often at most the other tabs are told that somebody is at work.
const TELL: Duration = Duration::from_secs(10);

/// The signals of the session's handle, and how they are set.
pub(super) struct Signals {
    pub(super) state: ReadSignal<SessionState>,
    pub(super) set_state: WriteSignal<SessionState>,
    pub(super) set_ending: WriteSignal<Option<Limit>>,
    pub(super) visit: ReadSignal<u32>,
    pub(super) set_visit: WriteSignal<u32>,
}

/// What happens to the session.
pub(super) struct Manager {
    pub(super) client: Client,
    pub(super) auth: AuthConfig,
    pub(super) limits: Limits,
    router: Router,
    pub(super) signals: Signals,
    /// Whose what is shown is, for as long as a visit lasts.
    owner: RefCell<Option<Owner>>,
    /// Whether the session was interrupted, and has not gone on yet.
    pub(super) is_interrupted: Cell<bool>,
    /// The user whose session was interrupted: there are tokens left to revoke.
    parted: RefCell<Option<Rc<User>>>,
    /// Counts the sessions that have begun.
    begun: Cell<u32>,
    pub(super) current: RefCell<Option<Current>>,
    /// The attempt to sign in again that is being made in another window.
    again: RefCell<Option<Attempt>>,
    /// An interruption is over, one way or the other.
    pub(super) resumed: Notify,
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
pub(super) struct Current {
    /// Tells it from those before and after.
    pub(super) number: u32,
    pub(super) source: Source,
    /// When it began, or when the user last gave a password or the like.
    since: Timestamp,
}

/// Where the credentials of a session come from.
#[derive(Clone)]
pub(super) enum Source {
    /// From the identity pool: a user's, or a guest's.
    Identity(Identity, Option<Rc<User>>),
    Pasted(Credentials),
}

/// Whose what is shown is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Owner {
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
    /// A manager that has taken up its work. It stops with the component around.
    pub(super) fn new(client: &Client, auth: AuthConfig, limits: Limits, signals: Signals) -> Rc<Self> {
        let manager = Rc::new(Self {
            client: client.clone(),
            auth,
            limits,
            router: use_router(),
            signals,
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
        manager.connect();
        manager.begin();
        manager
    }

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

    /// Whether what is shown belongs to whoever has pasted credentials.
    pub(super) fn is_of_pasted(&self) -> bool {
        *self.owner.borrow() == Some(Owner::Pasted)
    }

    pub(super) fn is_of(&self, owner: &str) -> bool {
        self.owner.borrow().as_ref().and_then(Owner::name) == Some(owner)
    }

    pub(super) fn tell(&self, message: &Message) {
        if let Some(tabs) = self.tabs.get() {
            tabs.tell(message);
        }
    }

    /// Signs in as `user`, or as a guest.
    pub(super) fn sign_in(self: &Rc<Self>, user: Option<Rc<User>>) {
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
        self.signals.set_state.set(SessionState::SigningIn);
        // At once: the first page then waits for the same answer instead of beginning with it.
        spawn_local(async move {
            let _reported = first.credentials(None).await;
        });
    }

    pub(super) fn paste(&self, text: &str) -> Result<(), Unusable> {
        let credentials = pasted::read(text, self.client.now())?;
        let who = Who::Pasted { access_key_id: credentials.access_key_id.clone() };
        let expiration = credentials.expiration;
        self.begin_with(self.next_number(), Source::Pasted(credentials));
        self.go_on(Owner::Pasted, SessionState::SignedIn { who, expiration });
        Ok(())
    }

    fn next_number(&self) -> u32 {
        self.begun.set(self.begun.get() + 1);
        self.begun.get()
    }

    /// The number of the session that there is.
    pub(super) fn number(&self) -> Option<u32> {
        self.current.borrow().as_ref().map(|current| current.number)
    }

    fn begin_with(&self, number: u32, source: Source) {
        self.again.take();
        if matches!(self.signals.state.get_untracked(), SessionState::SignedOut(_)) {
            // The log has what was called to let the last one out.
            self.client.log().begin_chapter();
        }
        let since = self.client.now();
        self.active.set(since);
        *self.current.borrow_mut() = Some(Current { number, source, since });
    }

    /// There are credentials, of `owner`. Where somebody else goes on than was here before, nothing is left of what that
    /// one had read, typed or asked for.
    fn go_on(&self, owner: Owner, state: SessionState) {
        let before = self.owner.replace(Some(owner.clone()));
        if before.is_some_and(|before| before != owner) {
            self.client.log().begin_chapter();
            self.signals.set_visit.update(|visit| *visit += 1);
        }
        self.is_interrupted.set(false);
        // There are new tokens.
        self.revoke(self.parted.take());
        self.signals.set_state.set(state);
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
            Report::Failed(error) => self.signals.set_state.set(SessionState::Failed(error)),
            Report::Ended(error) => self.stop(Farewell::Refused(error)),
        }
    }

    pub(super) fn user(&self) -> Option<Rc<User>> {
        match &self.current.borrow().as_ref()?.source {
            Source::Identity(_, user) => user.clone(),
            Source::Pasted(_) => None,
        }
    }

    /// Ends the session of now, and gives the user whose tokens are left.
    fn drop_session(&self) -> Option<Rc<User>> {
        self.signals.set_ending.set(None);
        match self.current.take()?.source {
            Source::Identity(identity, user) => {
                identity.forget();
                user
            }
            Source::Pasted(_) => None,
        }
    }

    /// Goes on only when somebody has signed in again: on the page if there is one.
    pub(super) fn stop(&self, farewell: Farewell) {
        if let Some(user) = self.drop_session() {
            *self.parted.borrow_mut() = Some(user);
        }
        let has_page = !matches!(self.signals.state.get_untracked(), SessionState::SignedOut(_));
        self.is_interrupted.set(has_page);
        self.signals.set_state.set(if has_page {
            SessionState::Interrupted(farewell)
        } else {
            SessionState::SignedOut(Some(farewell))
        });
    }

    /// Forgets who was signed in, with all that was read and typed, and gives the user whose tokens are left.
    pub(super) fn end(&self, farewell: Farewell) -> Option<Rc<User>> {
        let user = self.drop_session();
        let user = user.or(self.parted.take());
        self.parted.take();
        self.again.take();
        self.owner.take();
        self.is_interrupted.set(false);
        self.client.log().begin_chapter();
        // Whatever still waits asks for somebody who is not here any more.
        self.signals.set_visit.update(|visit| *visit += 1);
        self.signals.set_state.set(SessionState::SignedOut(Some(farewell)));
        self.resumed.notify_waiters();
        user
    }

    pub(super) fn revoke(&self, user: Option<Rc<User>>) {
        if let Some(user) = user {
            spawn_local(async move {
                // There is nobody to tell if it fails.
                let _revoked = user.sign_out().await;
            });
        }
    }

    /// Somebody is at work. Too late for a session that is over.
    pub(super) fn be_active(&self) {
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
    pub(super) fn limited_since(&self) -> Option<Timestamp> {
        let current = self.current.borrow();
        let is_limited = |current: &&Current| !matches!(current.source, Source::Identity(_, None));
        current.as_ref().filter(is_limited).map(|current| current.since)
    }

    /// Ends a session at its limits, and warns before.
    pub(super) fn look_at_limits(&self) {
        let nearness = self
            .limited_since()
            .map_or(Nearness::Far, |since| self.limits.nearness(since, self.active.get(), self.client.now()));
        let ending = match nearness {
            Nearness::Far => None,
            Nearness::Near(limit) => Some(limit),
            Nearness::Over(limit) => return self.stop(Farewell::Over(limit)),
        };
        self.signals.set_ending.maybe_update(|known| std::mem::replace(known, ending) != ending);
    }
}
