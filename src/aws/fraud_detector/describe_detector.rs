//! `POST /`, target `DescribeDetector`
//!
//! The versions of one detector. The detector itself is described by [`GetDetectors`](super::GetDetectors).
//! Source: DescribeDetector, Amazon Fraud Detector API Reference.

use super::{DetectorId, DetectorVersionId, DetectorVersionStatus, FRAUD_DETECTOR};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;
use crate::aws::timestamp::Iso8601;

input! {
    /// Asks for the versions of one detector.
    #[derive(Clone, Debug)]
    pub struct DescribeDetector {
        /// Which detector.
        pub detector_id: DetectorId = "detectorId",
        /// The page to read, from the page before it.
        pub next_token: Option<String> = "nextToken",
        /// Versions a page, 1000 to 2500; AWS takes the most when it is left out.
        pub max_results: Option<u32> = "maxResults",
    }
}

impl Operation for DescribeDetector {
    type Output = DescribeDetectorResult;
    const FACTS: &'static Facts =
        &Facts { name: "DescribeDetector", does: "list the detector's versions", ..FRAUD_DETECTOR };
}

impl Paginated for DescribeDetector {
    type Item = DetectorVersionSummary;

    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.detector_version_summaries
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
