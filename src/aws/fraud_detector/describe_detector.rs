//! `POST /`, target `DescribeDetector`
//!
//! The versions of one detector. The detector itself is described by [`GetDetectors`](super::GetDetectors).
//! Source: DescribeDetector, Amazon Fraud Detector API Reference.

use serde::Serialize;

use super::{DetectorId, DetectorVersionId, DetectorVersionStatus, FRAUD_DETECTOR};
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;
use crate::aws::timestamp::Iso8601;

/// Asks for the versions of one detector.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DescribeDetector {
    /// Which detector.
    pub detector_id: DetectorId,
    /// The page to read, from the page before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Versions a page, 1000 to 2500; AWS takes the most when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<u32>,
}

impl Operation for DescribeDetector {
    type Output = DescribeDetectorResult;
    const FACTS: &'static Facts =
        &Facts { name: "DescribeDetector", does: "list the detector's versions", ..FRAUD_DETECTOR };
}

impl Paginated for DescribeDetector {
    type Item = DetectorVersionSummary;

    fn set_next_token(&mut self, token: String) {
        self.next_token = Some(token);
    }

    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (page.detector_version_summaries, page.next_token)
    }
}

reply! {
    /// A page of a detector's versions.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DescribeDetectorResult {
        /// The detector.
        pub detector_id: Option<DetectorId> = "detectorId",
        /// The versions of this page.
        pub detector_version_summaries: Vec<DetectorVersionSummary> = "detectorVersionSummaries",
        /// Where the next page starts; `None` on the last.
        pub next_token: Option<String> = "nextToken",
        /// The detector's ARN.
        pub arn: Option<String> = "arn",
    }
}

reply! {
    /// A detector version in a list. Source: `DetectorVersionSummary`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DetectorVersionSummary {
        /// Its number.
        pub detector_version_id: Option<DetectorVersionId> = "detectorVersionId",
        /// Its state.
        pub status: Option<DetectorVersionStatus> = "status",
        /// What somebody wrote about it.
        pub description: Option<String> = "description",
        /// When it was last changed.
        pub last_updated_time: Option<Iso8601> = "lastUpdatedTime",
    }
}
