//! Who asks for credentials: what is shown, on behalf of whoever it belongs to.

use std::collections::BTreeMap;
use std::rc::Rc;

use futures_util::future::{FutureExt, LocalBoxFuture};
use leptos::prelude::GetUntracked;

use super::Farewell;
use super::identity::FRESH;
use super::manager::{Current, Manager, Source};
use crate::aws::cognito_identity::{GetCredentialsForIdentity, GetId};
use crate::aws::credentials::{Credentials, ProvideCredentials, Refused};
use crate::aws::{CallError, Cause, ErrorKind, Operation};

/// Asks for credentials on behalf of what is shown on one visit.
pub(super) struct Visitor {
    pub(super) manager: Rc<Manager>,
    pub(super) visit: u32,
}

impl ProvideCredentials for Visitor {
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        async move {
            let Self { manager, visit } = self;
            loop {
                // Before anything is looked at, so that nothing is missed.
                let resumed = manager.resumed.notified();
                manager.look_at_limits();
                if manager.signals.visit.get_untracked() != *visit {
                    return self.nobody();
                }
                let current = manager.current.borrow().clone();
                let Some(Current { number, source, .. }) = current else {
                    // Pasted credentials prove no person: what was asked for with some is not sent with others.
                    if !manager.is_interrupted.get() || manager.is_of_pasted() {
                        return self.nobody();
                    }
                    resumed.await;
                    continue;
                };
                let given = match &source {
                    Source::Identity(identity, _) => identity.credentials(refused).await,
                    Source::Pasted(pasted) if self.have_expired(pasted, refused) => {
                        manager.stop(Farewell::Expired);
                        return self.nobody();
                    }
                    Source::Pasted(pasted) => self.reach_cognito(refused).await.map(|()| pasted.clone()),
                };
                // Anything may have happened meanwhile.
                if manager.signals.visit.get_untracked() == *visit && manager.number() == Some(number) {
                    return given;
                }
                if matches!(source, Source::Pasted(_)) {
                    return self.nobody();
                }
            }
        }
        .boxed_local()
    }
}

impl Visitor {
    /// Whether there is a network, where that is in doubt: pasted credentials may have been refused without a word, and
    /// nobody renews them, which would tell.
    async fn reach_cognito(&self, refused: Option<&Refused>) -> Result<(), CallError> {
        let manager = &self.manager;
        let was_reached = manager.reached.get().plus(FRESH) > manager.clock();
        if was_reached || refused.is_none_or(|refused| refused.certain) {
            return Ok(());
        }
        let (account_id, identity_pool_id) = (None, manager.auth.identity_pool_id.clone());
        let request = GetId { account_id, identity_pool_id, logins: BTreeMap::new() };
        match manager.client.call(&manager.auth.region, &request).await {
            Err(error) if error.kind() == ErrorKind::NoAnswer => Err(error),
            // A refusal is an answer.
            _ => {
                manager.reached.set(manager.clock());
                Ok(())
            }
        }
    }

    /// Whether pasted credentials are of no use any more: AWS said so, or they did when they were pasted.
    fn have_expired(&self, credentials: &Credentials, refused: Option<&Refused>) -> bool {
        let is_refused = |refused: &Refused| refused.certain && refused.access_key_id == credentials.access_key_id;
        refused.is_some_and(is_refused) || credentials.expiration <= self.manager.client.now()
    }

    fn nobody(&self) -> Result<Credentials, CallError> {
        let (facts, region) = (GetCredentialsForIdentity::FACTS, self.manager.auth.region.clone());
        Err(CallError::new(facts, region, Cause::SignedOut))
    }
}
