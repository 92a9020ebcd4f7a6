//! A client of the sandbox, its requests signed by `aws-sigv4`.

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use detect_console_sandbox::{IDENTITY_POOL_ID, Outcome, Request, Response, Sandbox, Settings};
use serde_json::{Value, json};

/// Where the sandbox is said to listen.
pub(crate) const HOST: &str = "127.0.0.1:8788";

/// A sandbox and somebody who calls it.
pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    /// The sandbox's time; the client's own clock shows the same.
    pub(crate) now: DateTime<Utc>,
    pub(crate) region: &'static str,
    pub(crate) credentials: Option<Credentials>,
    /// The one cookie of the client's browser, as it sends it.
    pub(crate) cookie: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    /// The body, if it is JSON.
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Client {
    /// A caller without credentials.
    pub(crate) fn stranger(settings: Settings) -> Self {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Self { sandbox: Sandbox::new(settings, now), now, region: "us-east-1", credentials: None, cookie: None }
    }

    /// A guest with fresh credentials.
    pub(crate) fn guest() -> Self {
        let mut client = Self::stranger(Settings::default());
        client.sign_in();
        client
    }

    /// A user who may read everything, with fresh credentials.
    pub(crate) fn viewer() -> Self {
        let mut client = Self::stranger(Settings::default());
        client.sign_in_as("viewer");
        client
    }

    pub(crate) fn sign_in(&mut self) {
        self.take_credentials(json!({}));
    }

    /// Gets credentials for whom the logins name.
    pub(crate) fn take_credentials(&mut self, logins: Value) {
        let request = json!({"IdentityPoolId": IDENTITY_POOL_ID, "Logins": logins});
        let id = self.json("AWSCognitoIdentityService.GetId", request);
        let request = json!({"IdentityId": id.ok()["IdentityId"], "Logins": logins});
        let answer = self.json("AWSCognitoIdentityService.GetCredentialsForIdentity", request);
        let given = answer.ok()["Credentials"].clone();
        let text = |name: &str| given[name].as_str().unwrap().to_owned();
        let credentials =
            Credentials::new(text("AccessKeyId"), text("SecretKey"), Some(text("SessionToken")), None, "");
        self.credentials = Some(credentials);
    }

    pub(crate) fn advance(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }

    pub(crate) fn get(&mut self, target: &str) -> Answer {
        let request = self.request("iot", HOST, "GET", target, &[], Bytes::new());
        self.send(request)
    }

    pub(crate) fn put(&mut self, target: &str, body: impl ToString) -> Answer {
        let headers = [("content-type", "application/json")];
        let request = self.request("iot", HOST, "PUT", target, &headers, body.to_string().into());
        self.send(request)
    }

    /// Calls a JSON service; Fraud Detector's calls are signed.
    pub(crate) fn json(&mut self, target: &str, body: impl ToString) -> Answer {
        let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target)];
        let request = self.request("frauddetector", HOST, "POST", "/", &headers, body.to_string().into());
        self.send(request)
    }

    pub(crate) fn fraud_detector(&mut self, operation: &str, body: &Value) -> Answer {
        self.json(&format!("AWSHawksNestServiceFacade.{operation}"), body)
    }

    /// Calls an endpoint under `/_sandbox/`.
    pub(crate) fn control(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { Bytes::new() } else { body.to_string().into() };
        let request = http::Request::builder().method(method).uri(format!("/_sandbox/{path}")).body(body);
        self.send(request.unwrap())
    }

    /// A request, signed when there are credentials.
    pub(crate) fn request(
        &self,
        service: &str,
        host: &str,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Request {
        let mut builder = http::Request::builder().method(method).uri(format!("http://{host}{target}"));
        for (name, value) in headers.iter().chain(&[("host", host)]) {
            builder = builder.header(*name, *value);
        }
        let mut request = builder.body(body).unwrap();
        if let Some(credentials) = &self.credentials {
            let identity = credentials.clone().into();
            let parameters = v4::SigningParams::builder()
                .identity(&identity)
                .region(self.region)
                .name(service)
                .time(self.now.into())
                .settings(SigningSettings::default())
                .build()
                .unwrap()
                .into();
            let uri = request.uri().to_string();
            let signable = SignableRequest::new(
                method,
                &uri,
                request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())),
                SignableBody::Bytes(request.body()),
            );
            let (instructions, _) = sign(signable.unwrap(), &parameters).unwrap().into_parts();
            instructions.apply_to_request_http1x(&mut request);
        }
        // What a server sees has no scheme and no authority.
        *request.uri_mut() = target.parse().unwrap();
        request
    }

    pub(crate) fn send(&mut self, request: Request) -> Answer {
        match self.sandbox.handle(request, self.now) {
            Outcome::Answer(response) => Answer::from(response),
            other => panic!("no answer but {other:?}"),
        }
    }
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status: parts.status.as_u16(), headers: parts.headers, body, text }
    }
}

impl Answer {
    /// The body of a success.
    #[track_caller]
    pub(crate) fn ok(&self) -> &Value {
        assert_eq!(self.status, 200, "{self:?}");
        &self.body
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Checks that it is this error.
    #[track_caller]
    pub(crate) fn check_error(&self, status: u16, code: &str, words: &str) {
        let found = self.header("x-amzn-errortype").map(|code| code.trim_end_matches(':'));
        assert_eq!((self.status, found), (status, Some(code)), "{self:?}");
        let message = ["message", "Message"].iter().find_map(|name| self.body[*name].as_str()).unwrap_or_default();
        assert!(message.contains(words), "{message:?} does not contain {words:?}");
    }
}
