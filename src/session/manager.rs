//! What happens to the session: who begins one, what ends it, and whose what is shown is.
//!
//! How managed login is left for and comes back is in [`login`].

mod login;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{FutureExt, OptionFuture, join};
use leptos::prelude::*;
use tokio::sync::Notify;

use super::attempt::Attempt;
use super::id_token::Claims;
use super::identity::{Identity, Renewal, Report};
use super::limits::{Limit, Limits, Nearness};
use super::pasted::{self, Unusable};
use super::responders::Standing;
use super::surroundings::Surroundings;
use super::tabs::Message;
use super::user::User;
use super::{Farewell, SessionState, Who};
use crate::aws::credentials::{Credentials, ProvideCredentials};
use crate::aws::{Client, Timestamp};
use crate::config::AuthConfig;

/// How often at most the other tabs are told that somebody is at work.
const TELL: Duration = Duration::from_secs(10);

/// The signals of the session's handle, and how they are set.
pub(super) struct Signals {
    pub(super) state: ReadSignal<SessionState>,
    pub(super) set_state: WriteSignal<SessionState>,
    pub(super) set_ending: WriteSignal<Option<Limit>>,
    pub(super) visit: ReadSignal<u32>,
    pub(super) set_visit: WriteSignal<u32>,
    pub(super) set_obstacle: WriteSignal<Option<Farewell>>,
}

/// What happens to the session.
pub(super) struct Manager {
    pub(super) client: Client,
    pub(super) auth: AuthConfig,
    pub(super) surroundings: Rc<dyn Surroundings>,
    pub(super) signals: Signals,
    /// Whose what is shown is, for as long as a visit lasts.
    owner: RefCell<Option<Owner>>,
    /// Whether the session was interrupted, and has not gone on yet.
    pub(super) is_interrupted: Cell<bool>,
    /// Whether a user has signed in here, so that managed login may know the browser.
    is_known: Cell<bool>,
    /// Counts the sessions that have begun.
    begun: Cell<u32>,
    pub(super) current: RefCell<Option<Current>>,
    /// The attempt to sign in again that is being made in another window.
    again: RefCell<Option<Attempt>>,
    /// An interruption is over, one way or the other.
    pub(super) resumed: Notify,
    /// The state of the answer that came to this window, for another one to take.
    offered: RefCell<Option<String>>,
    /// When somebody was last at work, here or in another tab, by the computer's clock.
    active: Cell<Timestamp>,
    /// When the other tabs were last told so.
    told: Cell<Timestamp>,
    /// When Cognito last answered on behalf of pasted credentials, by the computer's clock.
    pub(super) reached: Cell<Timestamp>,
}

/// A session.
#[derive(Clone)]
pub(super) struct Current {
    /// Tells it from those before and after.
    pub(super) number: u32,
    pub(super) source: Source,
    /// When it began, or when the user last gave a password or the like. By the computer's clock: AWS's may become known
    /// only later.
    since: Timestamp,
    limits: Limits,
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

/// A user whose session is over, and what was under way to get other credentials: there may be new tokens.
pub(super) struct Parted(Rc<User>, Option<Renewal>);

impl Parted {
    /// Has the user's tokens revoked.
    pub(super) async fn revoke(self) {
        let Self(user, renewal) = self;
        // There is nobody to tell if it fails.
        let _revoked = join(user.sign_out(), OptionFuture::from(renewal)).await;
    }
}

impl Manager {
    pub(super) fn new(client: &Client, auth: AuthConfig, surroundings: Rc<dyn Surroundings>, signals: Signals) -> Self {
        Self {
            client: client.clone(),
            auth,
            surroundings,
            signals,
            owner: RefCell::default(),
            is_interrupted: Cell::default(),
            is_known: Cell::default(),
            begun: Cell::default(),
            current: RefCell::default(),
            again: RefCell::default(),
            resumed: Notify::new(),
            offered: RefCell::default(),
            active: Cell::new(client.platform().now()),
            told: Cell::new(client.platform().now()),
            reached: Cell::new(Timestamp::from_millis(0)),
        }
    }

    /// Whether what is shown belongs to whoever has pasted credentials.
    pub(super) fn is_of_pasted(&self) -> bool {
        *self.owner.borrow() == Some(Owner::Pasted)
    }

    /// The name by which tabs know each other's owner; only users have one.
    pub(super) fn owner_name(&self) -> Option<String> {
        match &*self.owner.borrow() {
            Some(Owner::User(subject)) => Some(subject.clone()),
            Some(Owner::Guest | Owner::Pasted) => None,
            // There are no credentials yet.
            None => self.user().and_then(|user| user.claims()).map(|claims| claims.subject),
        }
    }

    pub(super) fn is_of(&self, owner: &str) -> bool {
        self.owner_name().as_deref() == Some(owner)
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
        self.is_known.set(self.is_known.get() || user.is_some());
        self.begin_with(number, Source::Identity(identity, user));
        self.signals.set_state.set(SessionState::SigningIn);
        // At once: the first page then waits for the same answer instead of beginning with it.
        let fetched = async move {
            let _reported = first.credentials(None).await;
        };
        self.surroundings.spawn(fetched.boxed_local());
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
        // Whoever signs in again while signed in has new tokens.
        self.revoke(self.part());
        let since = self.clock();
        self.active.set(since);
        *self.current.borrow_mut() = Some(Current { number, source, since, limits: self.auth.limits });
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
        self.signals.set_state.set(state);
        self.resumed.notify_waiters();
    }

    /// Takes what the identity of the session reports.
    fn take_report(&self, report: Report) {
        match report {
            Report::Renewed { identity_id, expiration } => {
                let claims = self.user().and_then(|user| user.claims());
                if let (Some(claims), Some(current)) = (&claims, &mut *self.current.borrow_mut()) {
                    current.since = self.clock().minus(self.client.now().since(claims.authenticated));
                    if self.auth.responders.include(&claims.groups) {
                        current.limits.idle = self.auth.limits.idle.min(self.auth.responders.idle);
                    }
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
    fn part(&self) -> Option<Parted> {
        self.signals.set_ending.set(None);
        self.signals.set_obstacle.set(None);
        // Whose the page is may be known before there are credentials.
        let name = self.owner_name();
        if let (Some(subject), owner @ None) = (name, &mut *self.owner.borrow_mut()) {
            *owner = Some(Owner::User(subject));
        }
        match self.current.take()?.source {
            Source::Identity(identity, user) => {
                let renewal = identity.forget();
                user.map(|user| Parted(user, renewal))
            }
            Source::Pasted(_) => None,
        }
    }

    /// Goes on only when somebody has signed in again: on the page if there is one.
    pub(super) fn stop(&self, farewell: Farewell) {
        self.revoke(self.part());
        let has_page = !matches!(self.signals.state.get_untracked(), SessionState::SignedOut(_));
        self.is_interrupted.set(has_page);
        self.signals.set_state.set(if has_page {
            SessionState::Interrupted(farewell)
        } else {
            SessionState::SignedOut(Some(farewell))
        });
    }

    /// Forgets who was signed in, with all that was read and typed, and gives the user whose tokens are left.
    pub(super) fn end(&self, farewell: Farewell) -> Option<Parted> {
        let parted = self.part();
        self.again.take();
        self.owner.take();
        self.is_interrupted.set(false);
        self.client.log().begin_chapter();
        // Whatever still waits asks for somebody who is not here any more.
        self.signals.set_visit.update(|visit| *visit += 1);
        self.signals.set_state.set(SessionState::SignedOut(Some(farewell)));
        self.resumed.notify_waiters();
        parted
    }

    /// Has the tokens of a user revoked whom nobody waits for.
    pub(super) fn revoke(&self, parted: Option<Parted>) {
        if let Some(parted) = parted {
            self.surroundings.spawn(parted.revoke().boxed_local());
        }
    }

    /// Whether whoever is here may start mitigation, as far as the console knows; `None` while it does not know who is.
    pub(super) fn standing(&self) -> Option<Standing> {
        let responders = &self.auth.responders;
        match &self.current.borrow().as_ref()?.source {
            Source::Identity(_, Some(user)) => {
                let Claims { groups, authenticated, .. } = user.claims()?;
                Some(responders.standing(&groups, self.client.now().since(authenticated)))
            }
            Source::Identity(_, None) => Some(responders.standing(&[], Duration::ZERO)),
            Source::Pasted(_) => Some(Standing::May),
        }
    }

    /// Somebody is at work. Too late for a session that is over.
    pub(super) fn be_active(&self) {
        self.look_at_limits();
        let now = self.clock();
        self.active.set(now);
        if self.limited().is_some()
            && self.told.get().plus(TELL) <= now
            && let Some(owner) = self.owner_name()
        {
            self.told.set(now);
            self.surroundings.tell(&Message::Active(owner));
        }
    }

    /// The time by the computer's clock.
    pub(super) fn clock(&self) -> Timestamp {
        self.client.platform().now()
    }

    /// Whether the session is a guest's.
    pub(super) fn is_guest(&self) -> bool {
        self.current.borrow().as_ref().is_some_and(|current| matches!(current.source, Source::Identity(_, None)))
    }

    /// How long a session has lasted that has limits, and which. A guest's has none: a guest proves nothing that somebody
    /// else could not.
    pub(super) fn limited(&self) -> Option<(Duration, Limits)> {
        let current = self.current.borrow();
        current.as_ref().filter(|_| !self.is_guest()).map(|current| (self.clock().since(current.since), current.limits))
    }

    /// Ends a session at its limits, and warns before.
    pub(super) fn look_at_limits(&self) {
        let nearness = self
            .limited()
            .map_or(Nearness::Far, |(age, limits)| limits.nearness(age, self.clock().since(self.active.get())));
        let ending = match nearness {
            Nearness::Far => None,
            Nearness::Near(limit) => Some(limit),
            Nearness::Over(limit) => return self.stop(Farewell::Over(limit)),
        };
        self.signals.set_ending.maybe_update(|known| std::mem::replace(known, ending) != ending);
    }
}
