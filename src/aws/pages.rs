//! Lists that come in pages.

use std::marker::PhantomData;

use futures_util::future::{FutureExt, LocalBoxFuture};
use serde_json::Value;

use super::client::{Client, Reply};
use super::error::CallError;
use super::operation::{Facts, Paginated};
use super::service::Region;

/// What every API that the console calls calls the token of the next page, in requests and replies.
const NEXT_TOKEN: &str = "nextToken";

/// The pages of a list, read one at a time.
///
/// Stop by not asking for the next one; drop the future of [`Self::next`] to abort the request under way.
pub struct Pages<O> {
    replies: Replies,
    operation: PhantomData<O>,
}

/// What [`Pages`] are made from, without the operation's type: compiled once.
struct Replies {
    client: Client,
    region: Region,
    facts: &'static Facts,
    /// The input members of the request for the next page; `None` behind the last.
    request: Option<Value>,
    /// The tokens of the pages asked for so far.
    followed: Vec<String>,
}

impl<O: Paginated> Pages<O> {
    pub(super) fn new(client: Client, region: Region, first: &O) -> Self {
        let replies = Replies { client, region, facts: O::FACTS, request: Some(first.to_json()), followed: Vec::new() };
        Self { replies, operation: PhantomData }
    }

    /// What the next page lists; `None` behind the last page and behind a failure.
    ///
    /// A page may be empty and yet not the last.
    pub async fn next(&mut self) -> Option<Result<Vec<O::Item>, CallError>> {
        let reply = self.replies.next().await?;
        Some(self.items(reply))
    }

    /// What all pages list.
    ///
    /// # Errors
    /// The failure of the first page that fails.
    pub async fn all(mut self) -> Result<Vec<O::Item>, CallError> {
        let mut all = Vec::new();
        while let Some(reply) = self.replies.next().await {
            all.append(&mut self.items(reply)?);
        }
        Ok(all)
    }

    fn items(&mut self, reply: Result<Reply, CallError>) -> Result<Vec<O::Item>, CallError> {
        match reply.and_then(|reply| reply.read::<O>(&self.replies.region)) {
            Ok(answer) => Ok(O::items(answer.output)),
            Err(error) => {
                self.replies.request = None;
                Err(error)
            }
        }
    }
}

impl Replies {
    /// The next page, and makes the request for the one after it.
    fn next(&mut self) -> LocalBoxFuture<'_, Option<Result<Reply, CallError>>> {
        async {
            let mut request = self.request.take()?;
            let reply = match self.client.exchange(self.facts, &self.region, request.clone()).await {
                Ok(reply) => reply,
                Err(error) => return Some(Err(error)),
            };
            if let Some(token) = reply.json.get(NEXT_TOKEN).and_then(Value::as_str).filter(|token| !token.is_empty()) {
                if self.followed.iter().any(|followed| followed == token) {
                    // Following it would never end.
                    let reason = "it names a page as the next one that has been read".to_owned();
                    return Some(Err(reply.unreadable(self.facts, &self.region, reason)));
                }
                // Everything else stays as it is, as AWS requires.
                self.followed.push(token.to_owned());
                request[NEXT_TOKEN] = token.into();
                self.request = Some(request);
            }
            Some(Ok(reply))
        }
        .boxed_local()
    }
}
