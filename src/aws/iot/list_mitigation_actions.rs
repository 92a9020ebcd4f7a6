//! `GET /mitigationactions/actions`
//!
//! The mitigation actions of the account.
//! Source: ListMitigationActions, AWS IoT API Reference.

use super::{IOT, MitigationActionName, MitigationActionType};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

input! {
    /// Asks for mitigation actions. Without a type: those of every type.
    #[derive(Clone, Debug, Default)]
    pub struct ListMitigationActions {
        /// Only actions of this type.
        pub action_type: Option<MitigationActionType> = "actionType",
        /// Actions a page, 1 to 250; AWS takes 25 when it is left out.
        pub max_results: Option<u32> = "maxResults",
        /// The page to read, from the page before it.
        pub next_token: Option<String> = "nextToken",
    }
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

    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.action_identifiers
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
