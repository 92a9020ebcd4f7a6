//! The runtime configuration: `config.json` beside `index.html`, read once at start.
//!
//! The `auth` block has the key names of Amplify's `amplify_outputs.json`. Keys that the console does not use are
//! ignored; one that it uses and cannot understand is named in a [`ConfigError`].

use serde_json::{Map, Value};

use crate::aws::cognito_identity::IdentityPoolId;
use crate::aws::endpoint::{Endpoints, Override};
use crate::aws::{Region, Service};

/// What `config.json` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The region of the identity pool. `auth.aws_region`.
    pub auth_region: Region,
    /// Where guests get their identity. `auth.identity_pool_id`.
    pub identity_pool_id: IdentityPoolId,
    /// The regions to offer, the first one first; never empty. `regions`, by default the identity pool's.
    pub regions: Vec<Region>,
    /// Endpoints other than AWS's own. `endpoints`.
    pub endpoints: Endpoints,
}

/// What is wrong with `config.json`, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct ConfigError {
    /// The field, as a path from the top: `auth.aws_region`.
    pub field: String,
    /// What is wrong with it, as a sentence.
    pub problem: String,
}

impl Config {
    /// Reads the text of a `config.json`.
    ///
    /// # Errors
    /// The first field that is missing or cannot be understood.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| wrong("config.json", format!("It is not JSON: {error}.")))?;
        let config = object(&value, "config.json")?;
        let auth = object(config.get("auth").ok_or_else(|| missing("auth"))?, "auth")?;
        let auth_region = region(required(auth, "auth", "aws_region")?, "auth.aws_region")?;
        let identity_pool_id = IdentityPoolId::new(required(auth, "auth", "identity_pool_id")?)
            .map_err(|error| wrong("auth.identity_pool_id", format!("{error}.")))?;
        match auth.get("unauthenticated_identities_enabled") {
            Some(Value::Bool(true)) => {}
            None | Some(Value::Bool(false)) => {
                return Err(wrong(
                    "auth.unauthenticated_identities_enabled",
                    "It must be true: this version of the console signs in as a guest of the identity pool.",
                ));
            }
            Some(_) => return Err(wrong("auth.unauthenticated_identities_enabled", "It must be true or false.")),
        }
        let regions = match config.get("regions") {
            None => vec![auth_region.clone()],
            Some(value) => regions(value)?,
        };
        let endpoints = match config.get("endpoints") {
            None => Endpoints::default(),
            Some(value) => endpoints(object(value, "endpoints")?)?,
        };
        Ok(Self { auth_region, identity_pool_id, regions, endpoints })
    }
}

fn wrong(field: impl Into<String>, problem: impl Into<String>) -> ConfigError {
    ConfigError { field: field.into(), problem: problem.into() }
}

fn missing(field: &str) -> ConfigError {
    wrong(field, "It is missing.")
}

fn object<'a>(value: &'a Value, field: &str) -> Result<&'a Map<String, Value>, ConfigError> {
    value.as_object().ok_or_else(|| wrong(field, "It must be an object, in braces."))
}

fn string<'a>(value: &'a Value, field: &str) -> Result<&'a str, ConfigError> {
    value.as_str().ok_or_else(|| wrong(field, "It must be a text, in quotes."))
}

fn required<'a>(parent: &'a Map<String, Value>, parent_field: &str, name: &str) -> Result<&'a str, ConfigError> {
    let field = format!("{parent_field}.{name}");
    string(parent.get(name).ok_or_else(|| missing(&field))?, &field)
}

fn region(name: &str, field: &str) -> Result<Region, ConfigError> {
    Region::new(name).map_err(|error| wrong(field, format!("{error}.")))
}

fn regions(value: &Value) -> Result<Vec<Region>, ConfigError> {
    let names = value.as_array().ok_or_else(|| wrong("regions", "It must be a list, in brackets."))?;
    if names.is_empty() {
        return Err(wrong("regions", "It must name at least one region, or be left out."));
    }
    let mut regions = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let field = format!("regions[{index}]");
        regions.push(region(string(name, &field)?, &field)?);
    }
    Ok(regions)
}

fn endpoints(entries: &Map<String, Value>) -> Result<Endpoints, ConfigError> {
    let mut endpoints = Vec::new();
    for (name, value) in entries {
        let field = format!("endpoints.{name}");
        let Some(service) = Service::REGIONAL.into_iter().find(|service| service.name() == name) else {
            let known = Service::REGIONAL.map(Service::name).join(", ");
            return Err(wrong(field, format!("The console calls no such service; it calls {known}.")));
        };
        let endpoint = match value {
            Value::String(url) => {
                let url = absolute(url, &field)?;
                // Its path would be sent and not be signed.
                if url.matches('/').count() > 2 {
                    return Err(wrong(
                        field,
                        "It must have no path; one that has is a pass-through, with a signing_host.",
                    ));
                }
                Override { url, signing_host: None }
            }
            Value::Object(pass_through) => {
                let url_field = format!("{field}.url");
                let url = required(pass_through, &field, "url")?;
                let url = if url.starts_with('/') { path(url, &url_field)? } else { absolute(url, &url_field)? };
                let signing_host =
                    host(required(pass_through, &field, "signing_host")?, &format!("{field}.signing_host"))?;
                Override { url, signing_host: Some(signing_host) }
            }
            _ => return Err(wrong(field, "It must be a URL, or an object with url and signing_host.")),
        };
        endpoints.push((service, endpoint));
    }
    Ok(Endpoints(endpoints))
}

/// An `https` URL of a host, with a prefix or without; `http` on loopback only.
fn absolute(url: &str, field: &str) -> Result<String, ConfigError> {
    let (rest, encrypted) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        _ => return Err(wrong(field, "It must begin with https://.")),
    };
    let (authority, prefix) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let name = authority.rsplit_once(':').map_or(authority, |(name, _)| name);
    if !encrypted && !matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return Err(wrong(
            field,
            "It must begin with https://; http:// is for this computer (127.0.0.1, localhost) only.",
        ));
    }
    let scheme = if encrypted { "https" } else { "http" };
    let prefix = if prefix.is_empty() { String::new() } else { path(prefix, field)? };
    Ok(format!("{scheme}://{}{prefix}", host(authority, field)?))
}

/// A path on the page's own origin, without the slash at its end.
fn path(path: &str, field: &str) -> Result<String, ConfigError> {
    let plain = |character: char| character.is_ascii_alphanumeric() || "/-._~{}".contains(character);
    if path.starts_with("//") || path.contains("..") || !path.chars().all(plain) {
        return Err(wrong(field, "Its path may hold letters, digits, “/”, “-”, “.”, “_”, “~” and {region}."));
    }
    Ok(path.trim_end_matches('/').to_owned())
}

/// A host, with a port or without.
fn host(host: &str, field: &str) -> Result<String, ConfigError> {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-.:[]{}".contains(character);
    if host.is_empty() || !host.chars().all(plain) {
        return Err(wrong(field, "It must name a host, such as iot.{region}.amazonaws.com."));
    }
    Ok(host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn minimal() -> Value {
        json!({
            "auth": {
                "aws_region": "us-east-1",
                "identity_pool_id": "us-east-1:00000000-0000-0000-0000-000000000000",
                "unauthenticated_identities_enabled": true,
            }
        })
    }

    /// `minimal`, with the value at a JSON pointer replaced.
    fn with(pointer: &str, value: Value) -> Value {
        let mut config = minimal();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        config.pointer_mut(parent).unwrap()[name] = value;
        config
    }

    #[track_caller]
    fn check_error(config: &Value, field: &str, problem: &str) {
        let error = Config::parse(&config.to_string()).unwrap_err();
        assert_eq!((error.field.as_str(), error.problem.contains(problem)), (field, true), "{error}");
    }

    #[test]
    fn region_and_identity_pool_are_enough() {
        let config = Config::parse(&minimal().to_string()).unwrap();
        assert_eq!(config.regions, [Region::new("us-east-1").unwrap()]);
        assert_eq!(config.endpoints, Endpoints::default());
    }

    #[test]
    fn keys_that_amplify_adds_are_ignored() {
        let mut config = with("/auth/user_pool_id", json!("us-east-1_Example"));
        config["version"] = json!("1.4");
        assert!(Config::parse(&config.to_string()).is_ok());
    }

    #[test]
    fn the_wrong_field_is_named() {
        check_error(&json!([]), "config.json", "object");
        check_error(&json!({}), "auth", "missing");
        check_error(&json!({ "auth": {} }), "auth.aws_region", "missing");
        check_error(&with("/auth/aws_region", json!("Virginia")), "auth.aws_region", "Virginia");
        check_error(&with("/auth/identity_pool_id", json!(7)), "auth.identity_pool_id", "text");
        check_error(
            &with("/auth/unauthenticated_identities_enabled", json!(false)),
            "auth.unauthenticated_identities_enabled",
            "guest",
        );
        check_error(&with("/regions", json!([])), "regions", "at least one");
        check_error(&with("/regions", json!(["us-east-1", "x"])), "regions[1]", "`x`");
        assert_eq!(Config::parse("{").unwrap_err().field, "config.json");
    }

    #[test]
    fn endpoints_are_urls_or_pass_throughs() {
        let config = with(
            "/endpoints",
            json!({
                "iot": "http://127.0.0.1:8788/",
                "frauddetector": {
                    "url": "/aws/frauddetector/{region}/",
                    "signing_host": "frauddetector.{region}.amazonaws.com",
                },
            }),
        );
        let Endpoints(endpoints) = Config::parse(&config.to_string()).unwrap().endpoints;
        let url = |service| &endpoints.iter().find(|(of, _)| *of == service).unwrap().1.url;
        assert_eq!(url(Service::Iot), "http://127.0.0.1:8788");
        assert_eq!(url(Service::FraudDetector), "/aws/frauddetector/{region}");
    }

    #[test]
    fn endpoints_that_could_leak_requests_are_refused() {
        let check =
            |value: Value, field: &str| check_error(&with("/endpoints", json!({ "iot": value })), field, "It must");
        check(json!("http://iot.example.com"), "endpoints.iot");
        check(json!("ftp://127.0.0.1"), "endpoints.iot");
        check(json!("https://user@example.com"), "endpoints.iot");
        check(json!("//example.com"), "endpoints.iot");
        check(json!("https://example.com/iot"), "endpoints.iot");
        check(json!({ "url": "/aws", "signing_host": "a/b" }), "endpoints.iot.signing_host");
        check_error(&with("/endpoints", json!({ "sts": "https://x.example" })), "endpoints.sts", "no such service");
        let path = json!({ "iot": { "url": "//evil.example", "signing_host": "iot.us-east-1.amazonaws.com" } });
        check_error(&with("/endpoints", path), "endpoints.iot.url", "Its path");
    }
}
