//! `POST /`, target `GetDetectors`
//!
//! The detectors of the account, or one of them.
//! Source: GetDetectors, Amazon Fraud Detector API Reference.

use super::{DetectorId, EventTypeName, FRAUD_DETECTOR};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;
use crate::aws::timestamp::Iso8601;

input! {
    /// Asks for detectors. Without a detector: all.
    #[derive(Clone, Debug, Default)]
    pub struct GetDetectors {
        /// Only this one.
        pub detector_id: Option<DetectorId> = "detectorId",
        /// The page to read, from the page before it.
        pub next_token: Option<String> = "nextToken",
        /// Detectors a page, 5 to 10; AWS takes 10 when it is left out.
        pub max_results: Option<u32> = "maxResults",
    }
}

impl Operation for GetDetectors {
    type Output = GetDetectorsResult;
    const FACTS: &'static Facts = &Facts { name: "GetDetectors", does: "list detectors", ..FRAUD_DETECTOR };
}

impl Paginated for GetDetectors {
    type Item = Detector;

    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.detectors
    }
}

reply! {
    /// A page of detectors.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetDetectorsResult {
        /// The detectors of this page.
        pub detectors: Vec<Detector> = "detectors",
        /// Where the next page starts; `None` on the last.
        pub next_token: Option<String> = "nextToken",
    }
}

reply! {
    /// A detector: judges events of one type by its versions' models and rules. Source: `Detector`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Detector {
        /// Its identifier.
        pub detector_id: Option<DetectorId> = "detectorId",
        /// What somebody wrote about it.
        pub description: Option<String> = "description",
        /// The events it judges.
        pub event_type_name: Option<EventTypeName> = "eventTypeName",
        /// When it was last changed.
        pub last_updated_time: Option<Iso8601> = "lastUpdatedTime",
        /// When it was made.
        pub created_time: Option<Iso8601> = "createdTime",
        /// Its ARN.
        pub arn: Option<String> = "arn",
    }
}
