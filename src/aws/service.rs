//! The AWS services the console calls, and regions.

use std::fmt;

/// An AWS service, with the names and the protocol of its API.
///
/// Source: endpoint rules and metadata of botocore's service models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// AWS IoT: Device Defender, security profiles, mitigation actions.
    Iot,
    /// Amazon Fraud Detector.
    FraudDetector,
    /// Amazon Cognito identity pools.
    CognitoIdentity,
    /// Amazon Cognito user pools.
    CognitoIdp,
    /// AWS Security Token Service.
    Sts,
    /// The managed login of a user pool, which is at a domain of its own.
    ManagedLogin,
}

/// How a service wants its members sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Members in path, query and a JSON body.
    RestJson,
    /// `POST /` with every member in a JSON body; the operation is named by the header `x-amz-target`.
    AwsJson {
        /// What stands before the `.` and the operation's name in `x-amz-target`.
        target_prefix: &'static str,
    },
    /// `POST /` with every member in a body like a form's, and the operation's name. Replies are XML.
    Query {
        /// The version of the API, a date, which stands in the body as well.
        version: &'static str,
    },
    /// Every member in a body like a form's. Not a protocol of AWS's own, but OAuth 2.0's.
    Form,
}

impl Service {
    /// Those that AWS has an endpoint for in each region.
    pub const REGIONAL: [Self; 5] =
        [Self::Iot, Self::FraudDetector, Self::CognitoIdentity, Self::CognitoIdp, Self::Sts];

    /// Endpoint prefix, signing name, IAM prefix and botocore's name, which are one word for each regional service.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Iot => "iot",
            Self::FraudDetector => "frauddetector",
            Self::CognitoIdentity => "cognito-identity",
            Self::CognitoIdp => "cognito-idp",
            Self::Sts => "sts",
            Self::ManagedLogin => "managed-login",
        }
    }

    /// The name in running text.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Iot => "AWS IoT",
            Self::FraudDetector => "Amazon Fraud Detector",
            Self::CognitoIdentity | Self::CognitoIdp | Self::ManagedLogin => "Amazon Cognito",
            Self::Sts => "AWS STS",
        }
    }

    /// How it wants its members sent.
    #[must_use]
    pub const fn protocol(self) -> Protocol {
        match self {
            Self::Iot => Protocol::RestJson,
            Self::FraudDetector => Protocol::AwsJson { target_prefix: "AWSHawksNestServiceFacade" },
            Self::CognitoIdentity => Protocol::AwsJson { target_prefix: "AWSCognitoIdentityService" },
            Self::CognitoIdp => Protocol::AwsJson { target_prefix: "AWSCognitoIdentityProviderService" },
            Self::Sts => Protocol::Query { version: "2011-06-15" },
            Self::ManagedLogin => Protocol::Form,
        }
    }

    /// Whether the service is in `region`, as far as is known: AWS adds regions. Of AWS IoT, that is Device Defender's ML
    /// Detect; Cognito answers wherever it has been set up, and STS everywhere.
    ///
    /// Source: endpoints of botocore 1.44.5, November 2026; for ML Detect the developer guide of Device Defender.
    #[must_use]
    pub fn is_known_in(self, region: &Region) -> bool {
        let regions: &[&str] = match self {
            Self::Iot => &IOT_DETECT_REGIONS,
            Self::FraudDetector => &FRAUD_DETECTOR_REGIONS,
            Self::CognitoIdentity | Self::CognitoIdp | Self::Sts | Self::ManagedLogin => return true,
        };
        regions.contains(&region.as_str())
    }

    /// Whether a browser may see why the service refused a cross-origin request.
    ///
    /// AWS IoT exposes no response header and sends some refusals without CORS headers, so that a denied or badly
    /// signed request looks like a broken connection.
    #[must_use]
    pub const fn explains_refusals_across_origins(self) -> bool {
        !matches!(self, Self::Iot)
    }

    /// The service's own host in `region`. Managed login has none: its domain is always configured.
    #[must_use]
    pub fn host(self, region: &Region) -> String {
        let suffix = if region.as_str().starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
        format!("{}.{region}.{suffix}", self.name())
    }
}

const IOT_DETECT_REGIONS: [&str; 26] = [
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-central-1",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
];

const FRAUD_DETECTOR_REGIONS: [&str; 6] =
    ["ap-southeast-1", "ap-southeast-2", "eu-west-1", "us-east-1", "us-east-2", "us-west-2"];

impl fmt::Display for Service {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.title())
    }
}

/// An AWS region: `us-east-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region(String);

/// The text is not shaped like a region's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an AWS region such as us-east-1")]
pub struct NotARegion(String);

impl Region {
    /// A region by name. Whether AWS has one of that name is not checked.
    ///
    /// # Errors
    /// The text has other characters than lower-case letters, digits and hyphens, or lacks a hyphen: it could
    /// otherwise change the host that a signed request goes to.
    pub fn new(name: impl Into<String>) -> Result<Self, NotARegion> {
        let name = name.into();
        let shaped = name.contains('-')
            && !name.starts_with('-')
            && !name.ends_with('-')
            && name.len() <= 32
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if shaped { Ok(Self(name)) } else { Err(NotARegion(name)) }
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_follow_the_partition_of_the_region() {
        let host = |region: &str| Service::Iot.host(&Region::new(region).unwrap());
        assert_eq!(host("eu-west-1"), "iot.eu-west-1.amazonaws.com");
        assert_eq!(host("us-gov-west-1"), "iot.us-gov-west-1.amazonaws.com");
        assert_eq!(host("cn-north-1"), "iot.cn-north-1.amazonaws.com.cn");
    }

    #[test]
    fn services_are_known_where_aws_has_them() {
        let known = |service: Service, region: &str| service.is_known_in(&Region::new(region).unwrap());
        assert!(known(Service::Iot, "eu-north-1") && !known(Service::FraudDetector, "eu-north-1"));
        assert!(known(Service::Iot, "us-west-2") && known(Service::FraudDetector, "us-west-2"));
        assert!(!known(Service::Iot, "ap-southeast-5"), "it has AWS IoT, and no ML Detect");
        assert!(known(Service::CognitoIdentity, "ap-southeast-5"));
    }

    #[test]
    fn text_that_could_change_the_host_is_not_a_region() {
        for text in ["", "us", "us-east-1.evil.example", "us-east-1/", "US-EAST-1", "us-east-1@x", "-a", "a-"] {
            assert!(Region::new(text).is_err(), "{text}");
        }
    }
}
