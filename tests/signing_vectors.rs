//! Our requests and signatures against those of botocore, AWS's own Python client.
//!
//! `fixtures/signing/README.md` says what the vectors hold and how to make them again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use detect_console::aws::endpoint::{Endpoint, Endpoints, Override};
use detect_console::aws::operation::{Auth, Facts};
use detect_console::aws::request::{self, Request};
use detect_console::aws::signing::{self, Scope};
use detect_console::aws::{Credentials, Operation, Region, Timestamp, cognito_identity, fraud_detector, iot, sts};
use serde::Deserialize;
use serde_json::Value;

/// Every operation. What a vector is of is found by its name.
const OPERATIONS: [&Facts; 14] = [
    iot::DescribeDetectMitigationActionsTask::FACTS,
    iot::DescribeMitigationAction::FACTS,
    iot::DescribeSecurityProfile::FACTS,
    iot::GetBehaviorModelTrainingSummaries::FACTS,
    iot::ListMitigationActions::FACTS,
    iot::ListSecurityProfiles::FACTS,
    iot::StartDetectMitigationActionsTask::FACTS,
    fraud_detector::DescribeDetector::FACTS,
    fraud_detector::GetDetectorVersion::FACTS,
    fraud_detector::GetDetectors::FACTS,
    fraud_detector::GetRules::FACTS,
    cognito_identity::GetCredentialsForIdentity::FACTS,
    cognito_identity::GetId::FACTS,
    sts::GetCallerIdentity::FACTS,
];

/// One request of botocore.
#[derive(Deserialize)]
struct Vector {
    name: String,
    operation: String,
    service: String,
    region: String,
    params: Value,
    endpoint: Value,
    token: Option<String>,
    url: String,
    method: String,
    path: String,
    query: String,
    body: String,
    signing_host: String,
    headers: BTreeMap<String, String>,
    authorization: Option<String>,
}

impl Vector {
    fn all() -> Vec<Self> {
        serde_json::from_str(include_str!("fixtures/signing/vectors.json")).unwrap()
    }

    fn facts(&self) -> &'static Facts {
        OPERATIONS.iter().find(|facts| facts.name == self.operation).unwrap()
    }

    fn build(&self) -> Request {
        request::build(self.facts(), self.params.clone()).unwrap()
    }

    fn region(&self) -> Region {
        Region::new(self.region.as_str()).unwrap()
    }

    /// Where our client would send it, with the vector's endpoint configured.
    fn resolve(&self) -> Endpoint {
        let facts = self.facts();
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let url = text(&self.endpoint).or_else(|| text(&self.endpoint["url"]));
        let override_ = url.map(|url| Override { url, signing_host: text(&self.endpoint["signing_host"]) });
        Endpoints(override_.map(|it| (facts.service, it)).into_iter().collect()).resolve(facts.service, &self.region())
    }
}

#[test]
fn there_are_vectors_of_every_operation() {
    let vectors = Vector::all();
    let covered: BTreeSet<_> = vectors.iter().map(|vector| vector.operation.as_str()).collect();
    assert_eq!(covered, OPERATIONS.iter().map(|facts| facts.name).collect());
    assert!(vectors.len() >= 40, "{}", vectors.len());
}

#[test]
fn requests_are_built_as_botocore_builds_them() {
    for vector in Vector::all() {
        let (name, facts, request) = (&vector.name, vector.facts(), vector.build());
        assert_eq!(facts.service.name(), vector.service, "{name}");
        assert_eq!(facts.method.as_str(), vector.method, "{name}");
        assert_eq!((&request.path, &request.query), (&vector.path, &vector.query), "{name}");
        // JSON leaves the order of members open; a form is compared as it is.
        let body = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|_| text.into());
        assert_eq!(body(&request.body), body(&vector.body), "{name}");
        let header = |header: &str| request.headers.iter().find(|(key, _)| *key == header).map(|(_, value)| value);
        for key in ["content-type", "x-amz-target"] {
            assert_eq!(header(key), vector.headers.get(key), "{name}");
        }
    }
}

#[test]
fn requests_go_where_botocore_sends_them() {
    for vector in Vector::all() {
        let (name, request, endpoint) = (&vector.name, vector.build(), vector.resolve());
        let separator = if request.query.is_empty() { "" } else { "?" };
        let url = format!("{}{}{separator}{}", endpoint.url, request.path, request.query);
        // The browser drops the port that goes without saying, as botocore does.
        let url = url.replacen(":443/", "/", 1);
        assert_eq!((url, endpoint.signing_host), (vector.url, vector.signing_host), "{name}");
    }
}

#[test]
fn requests_are_signed_as_botocore_signs_them() {
    let now = Timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
    for vector in Vector::all() {
        let name = &vector.name;
        assert_eq!(vector.facts().auth == Auth::SigV4, vector.authorization.is_some(), "{name}");
        let (Some(authorization), Some(token)) = (&vector.authorization, &vector.token) else { continue };
        let credentials = Credentials {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_owned().into(),
            session_token: token.clone().into(),
            expiration: now,
        };
        // The body's very bytes are signed, so those of the vector have to be.
        let request = Request { body: vector.body.clone(), ..vector.build() };
        let scope = Scope { host: &vector.signing_host, region: &vector.region() };
        let mut headers: BTreeMap<_, _> = signing::sign(&request, scope, &credentials, now).into_iter().collect();
        assert_eq!(headers.remove("authorization").as_ref(), Some(authorization), "{name}");
        headers.extend(request.headers.into_iter().map(|(key, value)| (key.to_owned(), value)));
        headers.insert("host".to_owned(), vector.signing_host.clone());
        assert_eq!(headers, vector.headers, "{name}");
    }
}
