//! What an operation of an AWS API is: a value with the input members, and a table of facts.
//!
//! Every fact of an operation stands in its [`Facts`] and nowhere else. The request, the permission named when AWS
//! denies it and the words of an error are all derived from them.

use super::input::ToJson;
use super::reply::FromJson;
use super::service::Service;

/// One operation of an AWS API. The value is the request.
///
/// Its JSON is an object of *all* input members under their wire names, absent ones left out;
/// [`Facts`] says which of them travel in the path or the query, the others form the body.
pub trait Operation: ToJson {
    /// The reply. Members that AWS adds later are ignored.
    type Output: FromJson + 'static;
    /// What is known of the operation besides its members.
    const FACTS: &'static Facts;
}

/// An operation whose reply comes in pages linked by `nextToken`.
pub trait Paginated: Operation {
    /// What the pages list.
    type Item: 'static;
    /// What one page lists.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// The facts of one operation.
#[derive(Debug, PartialEq, Eq)]
#[allow(unpredictable_function_pointer_comparisons, reason = "at worst, the same facts count as others")]
pub struct Facts {
    /// As AWS spells it: `GetBehaviorModelTrainingSummaries`.
    pub name: &'static str,
    /// The API it belongs to.
    pub service: Service,
    /// HTTP method.
    pub method: Method,
    /// The API reference's template: `/detect/mitigationactions/tasks/{taskId}`. Members named in it travel there.
    pub path: &'static str,
    /// Members that travel in the query string.
    pub query: &'static [&'static str],
    /// Whether requests are signed.
    pub auth: Auth,
    /// Whether it changes anything.
    pub effect: Effect,
    /// Whether what it sends and is answered with may be seen.
    pub bodies: Bodies,
    /// Makes JSON of what the service sends, where it does not send JSON. `None` of it for what is no answer of AWS.
    pub translate: Option<fn(&str) -> Option<String>>,
    /// What it does, in words that complete "Not allowed to …" and "Could not …": `read training summaries`.
    pub does: &'static str,
}

impl Facts {
    /// The IAM action that allows it, `iot:ListSecurityProfiles`; `None` where IAM has no say (unsigned operations).
    #[must_use]
    pub fn permission(&self) -> Option<String> {
        match self.auth {
            Auth::SigV4 => Some(format!("{}:{}", self.service.name(), self.name)),
            Auth::Unsigned => None,
        }
    }
}

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// As it stands in the request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// Whether requests of an operation are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signature Version 4, with the signed-in identity's temporary credentials.
    SigV4,
    /// Not signed: Cognito's operations, which hand out the credentials.
    Unsigned,
}

/// Whether an operation changes anything, which decides what may be repeated without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads; may be repeated freely.
    Read,
    /// Writes; repeated on its own only when AWS said that it did not run.
    Write,
}

/// Whether the bodies of an operation may be seen, in the log of calls for example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// They hold no secret.
    Open,
    /// They hold tokens, codes or keys: nobody keeps or shows them.
    Secret,
}
