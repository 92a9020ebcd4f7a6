//! Lists that come in pages.

use super::client::Client;
use super::error::{CallError, Cause};
use super::operation::Paginated;
use super::service::Region;

/// The pages of a list, read one at a time.
///
/// Stop by not asking for the next one; drop the future of [`Self::next`] to abort the request under way.
pub struct Pages<O> {
    client: Client,
    region: Region,
    /// The request for the next page; `None` behind the last.
    request: Option<O>,
    token: Option<String>,
}

impl<O: Paginated> Pages<O> {
    pub(super) fn new(client: Client, region: Region, first: O) -> Self {
        Self { client, region, request: Some(first), token: None }
    }

    /// What the next page lists; `None` behind the last page and behind a failure.
    ///
    /// A page may be empty and yet not the last.
    pub async fn next(&mut self) -> Option<Result<Vec<O::Item>, CallError>> {
        let mut request = self.request.take()?;
        let answer = match self.client.call(&self.region, &request).await {
            Ok(answer) => answer,
            Err(error) => return Some(Err(error)),
        };
        let (items, token) = O::split(answer.output);
        if let Some(token) = token {
            if self.token.as_ref() == Some(&token) {
                // Following it would never end.
                return Some(Err(CallError {
                    facts: O::FACTS,
                    region: self.region.clone(),
                    cause: Cause::Unreadable {
                        status: 200,
                        request_id: answer.request_id,
                        reason: "the page names itself as the next one".to_owned(),
                    },
                }));
            }
            request.set_next_token(token.clone());
            self.token = Some(token);
            self.request = Some(request);
        }
        Some(Ok(items))
    }

    /// What all pages list.
    ///
    /// # Errors
    /// The failure of the first page that fails.
    pub async fn all(mut self) -> Result<Vec<O::Item>, CallError> {
        let mut all = Vec::new();
        while let Some(items) = self.next().await {
            all.extend(items?);
        }
        Ok(all)
    }
}
