//! Who is signed in, and credentials that have not expired.
//!
//! Nothing here is stored: credentials and tokens live in memory and are gone with the page. What proves that an answer
//! of managed login is for this tab waits in the tab's session storage while the browser is there ([`waiting`]).
//!
//! Reading order: [`attempt`] and [`id_token`] (what is drawn and checked), [`user`] (code and tokens), [`identity`] and
//! [`pasted`] (credentials), [`limits`], [`manager`] (what becomes of them all), [`visitor`] (who asks for credentials);
//! here is what the components see of it. Only [`browser`] touches the browser, on behalf of the manager
//! ([`surroundings`]): tests walk every path of the rest with a clock and a browser of their own.

pub mod attempt;
mod browser;
pub mod id_token;
pub mod identity;
pub mod limits;
mod manager;
pub mod pasted;
pub mod responders;
pub mod surroundings;
pub mod tabs;
pub mod user;
mod visitor;
mod waiting;

use std::rc::Rc;

use futures_util::future::FutureExt;
use leptos::prelude::*;

use self::browser::Browser;
use self::limits::{Limit, Limits};
use self::manager::{Manager, Signals};
use self::pasted::Unusable;
use self::responders::Standing;
use self::surroundings::Surroundings;
use self::tabs::Message;
use self::visitor::Visitor;
use crate::aws::cognito_identity::IdentityId;
use crate::aws::credentials::{Credentials, ProvideCredentials, Refused};
use crate::aws::{CallError, Client, Region, Timestamp};
use crate::config::AuthConfig;
use crate::router::use_router;

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

/// The session of the application. A handle; copies are the same.
#[derive(Clone, Copy)]
pub struct Session {
    /// How far the sign-in is.
    pub state: ReadSignal<SessionState>,
    /// The limit that the session is near to.
    pub ending: ReadSignal<Option<Limit>>,
    /// Counts the people who have been here: what is shown belongs to the last one.
    pub visit: ReadSignal<u32>,
    /// Why a user could not sign in once more, or a guest not as a user; they are here as before.
    pub obstacle: ReadSignal<Option<Farewell>>,
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
pub fn provide_session(client: &Client, auth: AuthConfig) {
    let browser = Rc::new(Browser::new(use_router()));
    let session = Session::new(client, auth, Rc::<Browser>::clone(&browser));
    browser.listen(session);
    session.begin();
    provide_context(session);
}

impl Session {
    /// A session that has not begun.
    #[must_use]
    pub fn new(client: &Client, auth: AuthConfig, surroundings: Rc<dyn Surroundings>) -> Self {
        let (state, set_state) = signal(SessionState::SignedOut(None));
        let (ending, set_ending) = signal(None);
        let (visit, set_visit) = signal(0);
        let (obstacle, set_obstacle) = signal(None);
        let signals = Signals { state, set_state, set_ending, visit, set_visit, set_obstacle };
        let manager = Rc::new(Manager::new(client, auth, surroundings, signals));
        Self { state, ending, visit, obstacle, manager: StoredValue::new_local(manager) }
    }

    /// Goes on where managed login has sent the browser back, or as a guest where that is the only way in or a guest has
    /// come back.
    pub fn begin(self) {
        self.manager.with_value(Manager::begin);
    }

    /// Another tab has told something.
    pub fn hear(self, message: Message) {
        self.manager.with_value(|manager| manager.hear(message));
    }

    /// Ends a session at its limits, and warns before.
    pub fn look_at_limits(self) {
        self.manager.with_value(|manager| manager.look_at_limits());
    }

    /// The client for what is shown on `visit`: it signs with the credentials of whoever is here then, and of nobody else.
    #[must_use]
    pub fn client(self, visit: u32) -> Client {
        let manager = self.manager.get_value();
        let client = manager.client.clone();
        client.signed_with(Rc::new(Visitor { manager, visit }))
    }

    /// The region of Cognito.
    #[must_use]
    pub fn home(self) -> Region {
        self.manager.with_value(|manager| manager.auth.region.clone())
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
        self.manager.with_value(|manager| manager.is_of_pasted())
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

    /// Opens managed login in a window of its own; the page stays. A password or the like is asked for by whoever is
    /// signed in still, or was until a limit. Says whether the window was opened.
    pub fn sign_in_again(self) -> bool {
        self.manager.with_value(|manager| manager.sign_in_again())
    }

    /// When it ends at the latest, and its limits; `None` for a session without.
    #[must_use]
    pub fn ends(self) -> Option<(Timestamp, Limits)> {
        self.manager.with_value(|manager| {
            let (age, limits) = manager.limited()?;
            Some((manager.client.now().plus(limits.absolute).minus(age), limits))
        })
    }

    /// Whether whoever is here may start mitigation now, as far as the console knows; `None` while it does not know who
    /// is here. Time alone changes it, too.
    #[must_use]
    pub fn standing(self) -> Option<Standing> {
        self.state.track();
        self.manager.with_value(|manager| manager.standing())
    }

    /// Renews the credentials at once, or asks for them once more where there are none; `report` is told how it went.
    pub fn renew(self, report: impl FnOnce(Result<(), CallError>) + 'static) {
        let manager = self.manager.get_value();
        let surroundings = Rc::clone(&manager.surroundings);
        let visitor = Visitor { visit: manager.signals.visit.get_untracked(), manager };
        let before = match self.state.get_untracked() {
            SessionState::SignedIn { expiration, .. } => Some(expiration),
            _ => None,
        };
        let renewed = async move {
            let mut given = visitor.credentials(None).await;
            if let Ok(Credentials { access_key_id, expiration, .. }) = &given
                && before == Some(*expiration)
            {
                let refused = Refused { access_key_id: access_key_id.clone(), certain: true };
                given = visitor.credentials(Some(&refused)).await;
            }
            report(given.map(drop));
        };
        surroundings.spawn(renewed.boxed_local());
    }

    /// Signs out: here, in the other tabs, and at managed login.
    pub fn sign_out(self) {
        self.manager.with_value(Manager::sign_out);
    }
}
