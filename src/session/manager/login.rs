//! Leaving for managed login, what it answers, and which tab the answer is for.

use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{FutureExt, OptionFuture, select};
use leptos::prelude::*;

use super::super::attempt::{Attempt, Return};
use super::super::tabs::Message;
use super::super::user::User;
use super::super::waiting::{Waiting, keep_attempt, keep_signed_out, take_attempt, take_signed_out};
use super::super::{Farewell, SessionState};
use super::{Manager, Parted};
use crate::aws::managed_login::{Authorize, logout_url};
use crate::config::ManagedLogin;

/// How long a window waits for a tab to take the answer of managed login.
const HANDING_OVER: Duration = Duration::from_secs(2);

/// The error for a sign-in that was cancelled, or is not for this user. Source: RFC 6749, 4.1.2.1.
const CANCELLED: &str = "access_denied";

/// How long signing out waits for the refresh token to be revoked.
const REVOKING: Duration = Duration::from_secs(3);

impl Manager {
    fn new_attempt(&self) -> Attempt {
        let platform = self.client.platform();
        Attempt::new(|| platform.random_bits())
    }

    /// Goes on where managed login has sent the browser back, or as a guest: where that is the only way in, and after
    /// one who has left managed login without an answer.
    pub(in crate::session) fn begin(self: &Rc<Self>) {
        // Whatever the browser comes from: it waits no longer.
        let (waiting, has_signed_out) = (take_attempt(&*self.surroundings), take_signed_out(&*self.surroundings));
        match (Return::read(|name| self.surroundings.parameter(name)), &self.auth.managed_login) {
            (Some(returned), Some(login)) => self.come_back(returned, waiting, login),
            (_, None) => self.sign_in(None),
            (None, Some(_)) if has_signed_out => {
                self.signals.set_state.set(SessionState::SignedOut(Some(Farewell::SignedOut)));
            }
            (None, Some(_)) if self.may_stay_guest(waiting.as_ref()) => self.sign_in(None),
            (None, Some(_)) => {}
        }
    }

    fn come_back(self: &Rc<Self>, returned: Return, waiting: Option<Waiting>, login: &ManagedLogin) {
        // Neither code nor state stays in the address, nor in the history.
        self.surroundings.go(waiting.as_ref().map_or("/", |waiting| &waiting.path));
        let may_stay = self.may_stay_guest(waiting.as_ref());
        match (returned, waiting) {
            // Some errors come without a state.
            (returned, Some(Waiting { attempt, .. })) if returned.is_for(&attempt) => match returned.answer {
                Err((error, description)) if may_stay && error == CANCELLED => {
                    self.sign_in(None);
                    self.signals.set_obstacle.set(Some(Farewell::NotGranted { error, description }));
                }
                _ => self.take_answer(returned, attempt, login),
            },
            (returned, _) => self.hand_over(returned),
        }
    }

    /// Whether a guest made this attempt and may be one again.
    fn may_stay_guest(&self, waiting: Option<&Waiting>) -> bool {
        self.auth.guests && waiting.is_some_and(|waiting| waiting.is_guest)
    }

    /// Takes the answer of managed login to `attempt`.
    fn take_answer(self: &Rc<Self>, returned: Return, attempt: Attempt, login: &ManagedLogin) {
        let uri = self.way_back().unwrap_or_default();
        let code = match returned.answer {
            Ok(code) => code,
            Err((error, description)) => return self.be_kept_out(Farewell::NotGranted { error, description }),
        };
        let (client, region) = (self.client.clone(), self.auth.region.clone());
        let user = Rc::new(User::new(client, region, login.clone(), (code, uri), attempt));
        if !matches!(self.signals.state.get_untracked(), SessionState::SignedIn { .. }) {
            return self.sign_in(Some(user));
        }
        // A session that is good is not given up for one that may not begin.
        let (manager, visit) = (Rc::clone(self), self.signals.visit.get_untracked());
        let taken = async move {
            let tokens = user.id_token(false).await;
            match tokens.map(drop) {
                _ if manager.signals.visit.get_untracked() != visit => manager.revoke(Some(Parted(user, None))),
                Ok(()) => manager.sign_in(Some(user)),
                Err(error) => manager.be_kept_out(Farewell::Refused(error)),
            }
        };
        self.surroundings.spawn(taken.boxed_local());
    }

    /// Offers an answer to the other tabs that this one has not asked for.
    fn hand_over(self: &Rc<Self>, returned: Return) {
        let Some(state) = returned.state.clone() else {
            self.signals.set_state.set(SessionState::SignedOut(Some(Farewell::NotAskedFor)));
            return;
        };
        self.signals.set_state.set(SessionState::SignedOut(Some(Farewell::HandingOver)));
        *self.offered.borrow_mut() = Some(state);
        self.surroundings.tell(&Message::Answer(returned));
        let manager = Rc::clone(self);
        let given_up = async move {
            manager.client.platform().sleep(HANDING_OVER).await;
            if manager.signals.state.get_untracked() == SessionState::SignedOut(Some(Farewell::HandingOver)) {
                manager.signals.set_state.set(SessionState::SignedOut(Some(Farewell::NotAskedFor)));
            }
        };
        self.surroundings.spawn(given_up.boxed_local());
    }

    pub(in crate::session) fn hear(self: &Rc<Self>, message: Message) {
        match message {
            Message::SignedOut(owner) if self.is_of(&owner) => self.revoke(self.end(Farewell::SignedOutElsewhere)),
            Message::Active(owner) if self.is_of(&owner) => {
                self.look_at_limits();
                self.active.set(self.clock());
            }
            Message::SignedOut(_) | Message::Active(_) => {}
            Message::Answer(returned) => {
                let ours = self.again.borrow_mut().take_if(|attempt| returned.state.as_ref() == Some(&attempt.state));
                if let (Some(attempt), Some(login)) = (ours, &self.auth.managed_login) {
                    self.surroundings.tell(&Message::Taken(attempt.state.clone()));
                    self.take_answer(returned, attempt, login);
                }
            }
            Message::Taken(state) => {
                if self.offered.borrow_mut().take_if(|offered| *offered == state).is_some() {
                    self.signals.set_state.set(SessionState::SignedOut(Some(Farewell::HandedOver)));
                    self.surroundings.close();
                }
            }
        }
    }

    pub(in crate::session) fn sign_out(self: &Rc<Self>) {
        let (owner, is_known) = (self.owner_name(), self.is_known.take());
        if !self.surroundings.may_leave() {
            return;
        }
        let (parted, begun) = (self.end(Farewell::SignedOut), self.begun.get());
        if !is_known {
            return;
        }
        if let Some(owner) = owner {
            self.surroundings.tell(&Message::SignedOut(owner));
        }
        let manager = Rc::clone(self);
        let left = async move {
            // Whether or not the token could be revoked: the session at managed login ends in any case.
            let patience = manager.client.platform().sleep(REVOKING);
            let _revoked = select(OptionFuture::from(parted.map(Parted::revoke)).boxed_local(), patience).await;
            // Somebody may have come meanwhile.
            if manager.begun.get() == begun && !manager.leave_for_logout() {
                manager.signals.set_state.set(SessionState::SignedOut(Some(Farewell::SignedOutHereOnly)));
            }
        };
        self.surroundings.spawn(left.boxed_local());
    }

    /// The address that managed login may send the browser back to, of those registered: this page's.
    pub(in crate::session) fn way_back(&self) -> Option<String> {
        let login = self.auth.managed_login.as_ref()?;
        fitting(&login.sign_in_uris, &self.surroundings.here())
    }

    pub(in crate::session) fn leave_for_login(&self) {
        let Some(login) = &self.auth.managed_login else { return };
        let attempt = self.new_attempt();
        match self.way_back() {
            Some(uri) => {
                let url = login_url(login, &uri, &attempt);
                let waiting = Waiting { attempt, path: self.surroundings.address(), is_guest: self.is_guest() };
                keep_attempt(&*self.surroundings, &waiting);
                self.surroundings.leave_for(&url);
            }
            None => self.stop(Farewell::NoWayBack(self.surroundings.here())),
        }
    }

    /// Whether a window was opened to do so.
    pub(in crate::session) fn sign_in_again(&self) -> bool {
        let Some(login) = &self.auth.managed_login else { return false };
        let mut attempt = self.new_attempt();
        // Managed login knows the browser for longer than a session may last, whoever sits there by now.
        attempt.authenticated_since = Some(self.client.now());
        match self.way_back() {
            Some(uri) if self.surroundings.open(&login_url(login, &uri, &attempt)) => {
                self.signals.set_obstacle.set(None);
                *self.again.borrow_mut() = Some(attempt);
                return true;
            }
            Some(_) => self.be_kept_out(Farewell::NoWindow),
            None => self.be_kept_out(Farewell::NoWayBack(self.surroundings.here())),
        }
        false
    }

    /// Signing in came to nothing. Whoever is signed in stays so.
    fn be_kept_out(&self, farewell: Farewell) {
        match self.signals.state.get_untracked() {
            SessionState::SignedIn { .. } => self.signals.set_obstacle.set(Some(farewell)),
            _ => self.stop(farewell),
        }
    }

    /// Whether managed login could be left for.
    fn leave_for_logout(&self) -> bool {
        let here = self.surroundings.here();
        let login = self.auth.managed_login.as_ref();
        let Some((login, uri)) = login.and_then(|login| Some((login, fitting(&login.sign_out_uris, &here)?))) else {
            return false;
        };
        keep_signed_out(&*self.surroundings);
        self.surroundings.leave_for(&logout_url(&login.domain, &login.client_id, &uri));
        true
    }
}

/// The page to sign in at. It leads to `uri`.
fn login_url(login: &ManagedLogin, uri: &str, attempt: &Attempt) -> String {
    let authorize = Authorize {
        client_id: &login.client_id,
        redirect_uri: uri,
        scope: &login.scope,
        state: &attempt.state,
        nonce: &attempt.nonce,
        code_challenge: &attempt.challenge(),
        prompt: attempt.authenticated_since.map(|_| "login"),
    };
    authorize.url(&login.domain)
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
