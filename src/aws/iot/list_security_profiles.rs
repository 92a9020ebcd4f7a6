//! `GET /security-profiles`
//!
//! The Device Defender security profiles of the account.
//! Source: ListSecurityProfiles, AWS IoT API Reference.

use serde::Serialize;

use super::{DimensionName, IOT, MetricName, SecurityProfileName};
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;

/// Asks for security profiles. AWS takes a dimension or a metric, not both; without either it lists all.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListSecurityProfiles {
    /// Only profiles that use this dimension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimension_name: Option<DimensionName>,
    /// Only profiles that use this custom metric.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_name: Option<MetricName>,
    /// Profiles a page, 1 to 250.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<u32>,
    /// The page to read, from the page before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
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

    fn set_next_token(&mut self, token: String) {
        self.next_token = Some(token);
    }

    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (page.security_profile_identifiers, page.next_token)
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
