//! Signature Version 4: the one place that calls the crate `aws-sigv4`.
//!
//! The key and the signature are the crate's. What is signed is laid out here: a [`Request`] is in canonical form
//! already, and the crate's own way there, through the types of the crate `http`, was a quarter of the core.
//! `tests/signing_vectors.rs` holds the result against AWS's own client.
//!
//! The time is an argument. Header signatures only, and no header beyond those that AWS IoT's preflight accepts.
//! Source of every step: "Create a signed AWS API request", IAM User Guide.

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use sha2::{Digest, Sha256};

use super::credentials::Credentials;
use super::request::Request;
use super::service::Region;
use super::timestamp::Timestamp;

/// What a signature is good for besides the request itself.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The host that AWS will see.
    pub host: &'a str,
    /// The region it is in.
    pub region: &'a Region,
}

/// The headers that sign `request`: `authorization`, `x-amz-date`, `x-amz-security-token`.
#[must_use]
pub fn sign(request: &Request, scope: Scope<'_>, credentials: &Credentials, now: Timestamp) -> Vec<(String, String)> {
    let (region, service) = (scope.region.as_str(), request.facts.service.name());
    // 20260102T030405Z
    let time = now.to_rfc3339().replace(['-', ':'], "");
    let date = time.split('T').next().unwrap_or_default();

    let own =
        [("host", scope.host), ("x-amz-date", &time), ("x-amz-security-token", credentials.session_token.expose())];
    // In order of their names. A handful: the library's sort would be 2 kB of code for them.
    let mut signed: Vec<(&str, &str)> = Vec::new();
    for header in own.into_iter().chain(request.headers.iter().map(|(name, value)| (*name, value.as_str()))) {
        signed.insert(signed.partition_point(|known| *known < header), header);
    }
    let names: Vec<_> = signed.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");

    let mut canonical = format!(
        "{}\n{}\n{}\n",
        request.facts.method.as_str(),
        // Every service but S3 wants the encoded path encoded once more. There is nothing to normalize: no template
        // holds an empty segment, and `request` refuses identifiers that are `.` or `..`.
        request.path.replace('%', "%25"),
        request.query
    );
    for (name, value) in signed {
        canonical.extend([name, ":", value, "\n"]);
    }
    canonical.extend(["\n", &names, "\n", &hash(&request.body)]);

    let scope = format!("{date}/{region}/{service}/aws4_request");
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hash(&canonical));
    let key = generate_signing_key(credentials.secret_access_key.expose(), now.to_system_time(), region, service);
    let signature = calculate_signature(key, text.as_bytes());

    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
        credentials.access_key_id
    );
    vec![
        ("authorization".to_owned(), authorization),
        ("x-amz-security-token".to_owned(), credentials.session_token.expose().to_owned()),
        ("x-amz-date".to_owned(), time),
    ]
}

/// SHA-256 in lower-case hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
