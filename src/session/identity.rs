//! An identity of the identity pool, of a guest or of somebody who has signed in, and its credentials.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc, time::Duration};

use futures_util::future::{FutureExt, LocalBoxFuture, Shared};

use super::user::User;
use crate::aws::cognito_identity::{GetCredentialsForIdentity, GetId, IdentityId, IdentityPoolId};
use crate::aws::credentials::{Credentials, ProvideCredentials, Refused};
use crate::aws::{CallError, Cause, Client, ErrorKind, Operation, Region, Service, Timestamp};

/// Credentials fresher than this are not renewed on the suspicion that they were refused.
///
/// AWS IoT hides why it refuses a request, so that any refusal of it raises the suspicion; this keeps a denied page
/// from asking Cognito for new credentials with each of its requests.
pub(super) const FRESH: Duration = Duration::from_secs(30);

/// Gets credentials when they are first asked for, and renews them before they expire.
#[derive(Clone)]
pub struct Identity {
    inner: Rc<Inner>,
}

/// What an identity comes to, for whoever follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// There are credentials.
    Renewed {
        /// Names the identity towards AWS; not a secret.
        identity_id: IdentityId,
        /// When the credentials expire.
        expiration: Timestamp,
    },
    /// There are none, for now: it may be tried again.
    Failed(CallError),
    /// There are none, and none to be had before the user has signed in again.
    Ended(CallError),
}

struct Inner {
    client: Client,
    region: Region,
    identity_pool_id: IdentityPoolId,
    /// Who it is; nobody knows of a guest.
    user: Option<Rc<User>>,
    report: Box<dyn Fn(Report)>,
    identity_id: RefCell<Option<IdentityId>>,
    held: RefCell<Option<Held>>,
    /// The renewal under way. It stays when those who wait for it go away: it may have used up a refresh token, and
    /// whoever asks next gets what came of it.
    renewal: RefCell<Option<Renewal>>,
}

/// Credentials and when they were received.
struct Held {
    credentials: Credentials,
    since: Timestamp,
}

/// What proves who somebody is: the name of the provider, and its token.
type Logins = BTreeMap<String, String>;

/// A renewal under way, shared by all who wait for it.
pub type Renewal = Shared<LocalBoxFuture<'static, Result<Credentials, CallError>>>;

impl Identity {
    /// An identity of the pool `identity_pool_id` in `region`, `user`'s or a guest's; `report` hears of every change.
    #[must_use]
    pub fn new(
        client: Client,
        region: Region,
        identity_pool_id: IdentityPoolId,
        user: Option<Rc<User>>,
        report: impl Fn(Report) + 'static,
    ) -> Self {
        let inner = Inner {
            client,
            region,
            identity_pool_id,
            user,
            report: Box::new(report),
            identity_id: RefCell::default(),
            held: RefCell::default(),
            renewal: RefCell::default(),
        };
        Self { inner: Rc::new(inner) }
    }
}

impl Identity {
    /// Forgets the credentials. What is under way to get others is to be seen through by whoever has the user's tokens
    /// revoked: there may be new ones.
    pub fn forget(&self) -> Option<Renewal> {
        self.inner.held.take();
        self.inner.renewal.take()
    }
}

impl ProvideCredentials for Identity {
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        async move {
            if let Some(credentials) = self.inner.usable(refused) {
                return Ok(credentials);
            }
            let renewal = self.inner.renewal.borrow_mut().get_or_insert_with(|| renewal(&self.inner)).clone();
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
                (self.report)(Report::Renewed { identity_id: identity_id.clone(), expiration: *expiration });
            }
            (Err(error), _) if self.ends(error) => (self.report)(Report::Ended(error.clone())),
            (Err(error), _) if self.usable(None).is_none() => (self.report)(Report::Failed(error.clone())),
            _ => {}
        }
    }

    /// The credentials held, unless they are about to expire or are, with some likelihood, the refused ones.
    fn usable(&self, refused: Option<&Refused>) -> Option<Credentials> {
        let now = self.client.now();
        let held = self.held.borrow();
        let Held { credentials, since } = held.as_ref()?;
        let refused = refused.is_some_and(|Refused { access_key_id, certain }| {
            *access_key_id == credentials.access_key_id && (*certain || since.plus(FRESH) <= now)
        });
        (!refused && !credentials.expires_soon(now)).then(|| credentials.clone())
    }

    /// Whether only signing in again helps: what proves who the user is was refused, or is spent. Not if it could not
    /// be asked for.
    fn ends(&self, error: &CallError) -> bool {
        let passing = matches!(
            error.kind(),
            ErrorKind::NoAnswer | ErrorKind::Throttled | ErrorKind::ServiceFailure | ErrorKind::QuotaExceeded
        );
        let is_login = error.facts.service == Service::ManagedLogin;
        self.user.as_ref().is_some_and(|user| {
            // A code is spent even when no answer came.
            is_login && (!passing || user.claims().is_none())
                || error.facts.service == Service::CognitoIdentity && error.kind() == ErrorKind::AccessDenied
        })
    }

    async fn renew(&self) -> Result<Credentials, CallError> {
        match self.renew_with(self.logins(false).await?).await {
            // The pool does not take the ID token although it should still be good.
            Err(error) if error.kind() == ErrorKind::AccessDenied && self.user.is_some() => {
                self.renew_with(self.logins(true).await?).await
            }
            other => other,
        }
    }

    /// What proves who it is; nothing for a guest.
    async fn logins(&self, renew: bool) -> Result<Logins, CallError> {
        Ok(match &self.user {
            Some(user) => Logins::from([(user.provider(), user.id_token(renew).await?.expose().to_owned())]),
            None => Logins::new(),
        })
    }

    async fn renew_with(&self, logins: Logins) -> Result<Credentials, CallError> {
        let known = self.identity_id.borrow().clone();
        let credentials = match known {
            None => self.credentials_of(self.identity(&logins).await?, &logins).await?,
            Some(identity_id) => match self.credentials_of(identity_id, &logins).await {
                // The pool has forgotten the identity.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    self.credentials_of(self.identity(&logins).await?, &logins).await?
                }
                other => other?,
            },
        };
        let since = self.client.now();
        *self.held.borrow_mut() = Some(Held { credentials: credentials.clone(), since });
        Ok(credentials)
    }

    async fn identity(&self, logins: &Logins) -> Result<IdentityId, CallError> {
        let request =
            GetId { account_id: None, identity_pool_id: self.identity_pool_id.clone(), logins: logins.clone() };
        let answer = self.client.call(&self.region, &request).await?;
        answer.output.identity_id.ok_or_else(|| self.incomplete::<GetId>("IdentityId"))
    }

    async fn credentials_of(&self, identity_id: IdentityId, logins: &Logins) -> Result<Credentials, CallError> {
        let request = GetCredentialsForIdentity {
            identity_id: identity_id.clone(),
            logins: logins.clone(),
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
            secret_access_key: credentials.secret_access_key.ok_or_else(|| incomplete("SecretKey"))?.into(),
            session_token: token.ok_or_else(|| incomplete("SessionToken"))?.into(),
            expiration: credentials.expiration.ok_or_else(|| incomplete("Expiration"))?,
        })
    }

    fn incomplete<O: Operation>(&self, member: &str) -> CallError {
        let cause = Cause::Unreadable { status: 200, request_id: None, reason: format!("the answer lacks {member}") };
        CallError::new(O::FACTS, self.region.clone(), cause)
    }
}
