//! Guests: an unauthenticated identity of the pool, and its credentials.

use std::{cell::RefCell, rc::Rc, time::Duration};

use futures_util::future::{FutureExt, LocalBoxFuture, Shared, WeakShared};

use super::SessionState;
use crate::aws::cognito_identity::{GetCredentialsForIdentity, GetId, IdentityId, IdentityPoolId};
use crate::aws::credentials::{Credentials, ProvideCredentials, Refused};
use crate::aws::{CallError, Cause, Client, ErrorKind, Operation, Region, Timestamp};

/// Credentials fresher than this are not renewed on the suspicion that they were refused.
///
/// AWS IoT hides why it refuses a request, so that any refusal of it raises the suspicion; this keeps a denied page
/// from asking Cognito for new credentials with each of its requests.
const FRESH: Duration = Duration::from_secs(30);

/// Signs in as a guest when credentials are first asked for, and renews them before they expire.
pub struct Guest {
    inner: Rc<Inner>,
}

struct Inner {
    client: Client,
    region: Region,
    identity_pool_id: IdentityPoolId,
    report: Box<dyn Fn(SessionState)>,
    identity_id: RefCell<Option<IdentityId>>,
    held: RefCell<Option<Held>>,
    /// The renewal under way. Weak: when the last one who waits for it goes away, so does it, and its request with it.
    renewal: RefCell<Option<WeakRenewal>>,
}

/// Credentials and when they were received.
struct Held {
    credentials: Credentials,
    since: Timestamp,
}

/// A renewal under way, shared by all who wait for it.
type Renewal = Shared<LocalBoxFuture<'static, Result<Credentials, CallError>>>;
type WeakRenewal = WeakShared<LocalBoxFuture<'static, Result<Credentials, CallError>>>;

impl Guest {
    /// A guest of the pool `identity_pool_id` in `region`; `report` hears of every change of the session.
    #[must_use]
    pub fn new(
        client: Client,
        region: Region,
        identity_pool_id: IdentityPoolId,
        report: impl Fn(SessionState) + 'static,
    ) -> Self {
        let inner = Inner {
            client,
            region,
            identity_pool_id,
            report: Box::new(report),
            identity_id: RefCell::default(),
            held: RefCell::default(),
            renewal: RefCell::default(),
        };
        Self { inner: Rc::new(inner) }
    }
}

impl ProvideCredentials for Guest {
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        async move {
            if let Some(credentials) = self.inner.usable(refused) {
                return Ok(credentials);
            }
            let under_way = self.inner.renewal.borrow().as_ref().and_then(WeakShared::upgrade);
            let renewal = under_way.unwrap_or_else(|| {
                let renewal = renewal(&self.inner);
                *self.inner.renewal.borrow_mut() = renewal.downgrade();
                renewal
            });
            renewal.await
        }
        .boxed_local()
    }
}

/// Starts a renewal, which makes room for the next one when it has ended.
fn renewal(inner: &Rc<Inner>) -> Renewal {
    let inner = Rc::clone(inner);
    async move {
        let renewed = inner.renew().await;
        inner.renewal.borrow_mut().take();
        inner.tell(&renewed);
        renewed
    }
    .boxed_local()
    .shared()
}

impl Inner {
    /// Reports how a renewal ended. One that was tried on suspicion and failed leaves the session as it was.
    fn tell(&self, renewed: &Result<Credentials, CallError>) {
        match (renewed, self.identity_id.borrow().as_ref()) {
            (Ok(Credentials { expiration, .. }), Some(identity_id)) => {
                let identity_id = identity_id.clone();
                (self.report)(SessionState::Guest { identity_id, expiration: *expiration });
            }
            (Err(error), _) if self.usable(None).is_none() => (self.report)(SessionState::Failed(error.clone())),
            _ => {}
        }
    }

    /// The credentials held, unless they are about to expire or are, with some likelihood, the refused ones.
    fn usable(&self, refused: Option<&Refused>) -> Option<Credentials> {
        let now = self.client.platform().now();
        let held = self.held.borrow();
        let Held { credentials, since } = held.as_ref()?;
        let refused = refused.is_some_and(|Refused { access_key_id, certain }| {
            *access_key_id == credentials.access_key_id && (*certain || since.plus(FRESH) <= now)
        });
        (!refused && !credentials.expires_soon(now)).then(|| credentials.clone())
    }

    async fn renew(&self) -> Result<Credentials, CallError> {
        let known = self.identity_id.borrow().clone();
        let credentials = match known {
            None => self.credentials_of(self.identity().await?).await?,
            Some(identity_id) => match self.credentials_of(identity_id).await {
                // The pool has forgotten the identity.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    self.credentials_of(self.identity().await?).await?
                }
                other => other?,
            },
        };
        let since = self.client.platform().now();
        *self.held.borrow_mut() = Some(Held { credentials: credentials.clone(), since });
        Ok(credentials)
    }

    async fn identity(&self) -> Result<IdentityId, CallError> {
        let request = GetId {
            account_id: None,
            identity_pool_id: self.identity_pool_id.clone(),
            logins: std::collections::BTreeMap::new(),
        };
        let answer = self.client.call(&self.region, &request).await?;
        answer.output.identity_id.ok_or_else(|| self.incomplete::<GetId>("IdentityId"))
    }

    async fn credentials_of(&self, identity_id: IdentityId) -> Result<Credentials, CallError> {
        let request = GetCredentialsForIdentity {
            identity_id: identity_id.clone(),
            logins: std::collections::BTreeMap::new(),
            custom_role_arn: None,
        };
        let output = self.client.call(&self.region, &request).await?.output;
        let incomplete = |member| self.incomplete::<GetCredentialsForIdentity>(member);
        let credentials = output.credentials.ok_or_else(|| incomplete("Credentials"))?;
        // Identities merge: the reply may name another one.
        *self.identity_id.borrow_mut() = Some(output.identity_id.unwrap_or(identity_id));
        // It travels in a header, which takes nothing else.
        let token = credentials.session_token.filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic()));
        Ok(Credentials {
            access_key_id: credentials.access_key_id.ok_or_else(|| incomplete("AccessKeyId"))?,
            secret_access_key: credentials.secret_access_key.ok_or_else(|| incomplete("SecretKey"))?,
            session_token: token.ok_or_else(|| incomplete("SessionToken"))?,
            expiration: credentials.expiration.ok_or_else(|| incomplete("Expiration"))?,
        })
    }

    fn incomplete<O: Operation>(&self, member: &str) -> CallError {
        let cause = Cause::Unreadable { status: 200, request_id: None, reason: format!("the answer lacks {member}") };
        CallError { facts: O::FACTS, region: self.region.clone(), cause }
    }
}
