//! `GET /mitigationactions/actions`
//!
//! The mitigation actions of the account.
//! Source: ListMitigationActions, AWS IoT API Reference.

use serde::Serialize;

use super::{IOT, MitigationActionName, MitigationActionType};
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

/// Asks for mitigation actions. Without a type: those of every type.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListMitigationActions {
    /// Only actions of this type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_type: Option<MitigationActionType>,
    /// Actions a page, 1 to 250; AWS takes 25 when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<u32>,
    /// The page to read, from the page before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for ListMitigationActions {
    type Output = ListMitigationActionsResponse;
    const FACTS: &'static Facts = &Facts {
        name: "ListMitigationActions",
        path: "/mitigationactions/actions",
        query: &["actionType", "maxResults", "nextToken"],
        does: "list mitigation actions",
        ..IOT
    };
}

impl Paginated for ListMitigationActions {
    type Item = MitigationActionIdentifier;

    fn set_next_token(&mut self, token: String) {
        self.next_token = Some(token);
    }

    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (page.action_identifiers, page.next_token)
    }
}

reply! {
    /// A page of mitigation actions.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ListMitigationActionsResponse {
        /// The actions of this page.
        pub action_identifiers: Vec<MitigationActionIdentifier> = "actionIdentifiers",
        /// Where the next page starts; `None` on the last.
        pub next_token: Option<String> = "nextToken",
    }
}

reply! {
    /// A mitigation action in a list.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MitigationActionIdentifier {
        /// Its name.
        pub action_name: Option<MitigationActionName> = "actionName",
        /// Its ARN.
        pub action_arn: Option<String> = "actionArn",
        /// When it was made.
        pub creation_date: Option<Timestamp> = "creationDate",
    }
}
