//! `GET /security-profiles`
//!
//! The Device Defender security profiles of the account.
//! Source: ListSecurityProfiles, AWS IoT API Reference.

use super::{DimensionName, IOT, MetricName, SecurityProfileName};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;

input! {
    /// Asks for security profiles. AWS takes a dimension or a metric, not both; without either it lists all.
    #[derive(Clone, Debug, Default)]
    pub struct ListSecurityProfiles {
        /// Only profiles that use this dimension.
        pub dimension_name: Option<DimensionName> = "dimensionName",
        /// Only profiles that use this custom metric.
        pub metric_name: Option<MetricName> = "metricName",
        /// Profiles a page, 1 to 250.
        pub max_results: Option<u32> = "maxResults",
        /// The page to read, from the page before it.
        pub next_token: Option<String> = "nextToken",
    }
}

impl Operation for ListSecurityProfiles {
    type Output = ListSecurityProfilesResponse;
    const FACTS: &'static Facts = &Facts {
        name: "ListSecurityProfiles",
        path: "/security-profiles",
        query: &["dimensionName", "metricName", "maxResults", "nextToken"],
        does: "list security profiles",
        ..IOT
    };
}

impl Paginated for ListSecurityProfiles {
    type Item = SecurityProfileIdentifier;

    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.security_profile_identifiers
    }
}

reply! {
    /// A page of security profiles.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ListSecurityProfilesResponse {
        /// The profiles of this page.
        pub security_profile_identifiers: Vec<SecurityProfileIdentifier> = "securityProfileIdentifiers",
        /// Where the next page starts; `None` on the last.
        pub next_token: Option<String> = "nextToken",
    }
}

reply! {
    /// A security profile in a list.
    #[derive(Clone, Debug, PartialEq)]
    pub struct SecurityProfileIdentifier {
        /// Its name.
        pub name: Option<SecurityProfileName> = "name",
        /// Its ARN.
        pub arn: Option<String> = "arn",
    }
}
