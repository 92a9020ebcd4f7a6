//! The runtime configuration: `config.json` beside `index.html`, read once at start.
//!
//! The `auth` block has the key names of Amplify's `amplify_outputs.json`. Keys that the console does not use are
//! ignored; one that it uses and cannot understand is named in a [`ConfigError`].

use std::time::Duration;

use serde_json::{Map, Value};

use crate::aws::cognito_identity::IdentityPoolId;
use crate::aws::endpoint::{Endpoints, Override};
use crate::aws::{Region, Service};
use crate::session::limits::Limits;
use crate::session::responders::Responders;

/// What `config.json` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How to sign in. `auth`.
    pub auth: AuthConfig,
    /// The regions to offer, the first one first; never empty. `regions`, by default the identity pool's.
    pub regions: Vec<Region>,
    /// Endpoints other than AWS's own. `endpoints`, and the domain of managed login.
    pub endpoints: Endpoints,
}

/// The ways to sign in that are on offer, one at least, and what holds for whoever has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthConfig {
    /// The region of the identity pool. `auth.aws_region`.
    pub region: Region,
    /// Hands out credentials, to guests and to whoever has signed in. `auth.identity_pool_id`.
    pub identity_pool_id: IdentityPoolId,
    /// Whether it does so to guests. `auth.unauthenticated_identities_enabled`, by default not.
    pub guests: bool,
    /// Where people sign in. `auth.oauth`.
    pub managed_login: Option<ManagedLogin>,
    /// How long the session of somebody who has signed in may last. `session`
    pub limits: Limits,
    /// Who may start mitigation. `mitigation`
    pub responders: Responders,
}

/// A user pool and its managed login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedLogin {
    /// `auth.user_pool_id`
    pub user_pool_id: String,
    /// The app client, which has no secret. `auth.user_pool_client_id`
    pub client_id: String,
    /// The origin of managed login. `auth.oauth.domain`
    pub domain: String,
    /// Where managed login may send the browser after signing in. `auth.oauth.redirect_sign_in_uri`
    pub sign_in_uris: Vec<String>,
    /// Where it may send the browser after signing out. `auth.oauth.redirect_sign_out_uri`
    pub sign_out_uris: Vec<String>,
    /// What tokens are asked for, with spaces between; `openid` among them. `auth.oauth.scopes`
    pub scope: String,
}

impl ManagedLogin {
    /// The name of the user pool towards the identity pool, and, behind `https://`, its name in tokens.
    #[must_use]
    pub fn provider(&self) -> String {
        let region = self.user_pool_id.split('_').next().unwrap_or_default();
        format!("cognito-idp.{region}.amazonaws.com/{}", self.user_pool_id)
    }
}

/// How long those who may start mitigation stay signed in when nobody is at work, where some are named and no time is.
const IDLE_OF_RESPONDERS: Duration = Duration::from_secs(5 * 60);

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
        let region = region(required(auth, "auth", "aws_region")?, "auth.aws_region")?;
        let identity_pool_id = IdentityPoolId::new(required(auth, "auth", "identity_pool_id")?)
            .map_err(|error| wrong("auth.identity_pool_id", format!("{error}.")))?;
        let guests = match auth.get("unauthenticated_identities_enabled") {
            None => false,
            Some(Value::Bool(enabled)) => *enabled,
            Some(_) => return Err(wrong("auth.unauthenticated_identities_enabled", "It must be true or false.")),
        };
        let managed_login = auth.get("oauth").map(|oauth| managed_login(auth, oauth)).transpose()?;
        if !guests && managed_login.is_none() {
            return Err(wrong(
                "auth",
                "It names no way to sign in: there must be oauth, or unauthenticated_identities_enabled must be true.",
            ));
        }
        let regions = match config.get("regions") {
            None => vec![region.clone()],
            Some(value) => regions(value)?,
        };
        let mut endpoints = match config.get("endpoints") {
            None => Endpoints::default(),
            Some(value) => endpoints(object(value, "endpoints")?)?,
        };
        if let Some(ManagedLogin { domain, .. }) = &managed_login {
            endpoints.0.push((Service::ManagedLogin, Override { url: domain.clone(), signing_host: None }));
        }
        let limits = config.get("session").map_or(Ok(Limits::default()), limits)?;
        let responders = config.get("mitigation").map_or(Ok(Responders::default()), responders)?;
        let auth = AuthConfig { region, identity_pool_id, guests, managed_login, limits, responders };
        Ok(Self { auth, regions, endpoints })
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

fn limits(session: &Value) -> Result<Limits, ConfigError> {
    let session = object(session, "session")?;
    let Limits { idle, absolute } = Limits::default();
    Ok(Limits {
        idle: minutes(session, "session", "idle_timeout_minutes", idle)?,
        absolute: minutes(session, "session", "absolute_timeout_minutes", absolute)?,
    })
}

fn responders(mitigation: &Value) -> Result<Responders, ConfigError> {
    let mitigation = object(mitigation, "mitigation")?;
    let Responders { groups, idle, max_auth_age } = Responders::default();
    let are_named = mitigation.contains_key("groups");
    let idle = if are_named { IDLE_OF_RESPONDERS } else { idle };
    Ok(Responders {
        groups: if are_named { texts(mitigation, "mitigation", "groups")? } else { groups },
        idle: minutes(mitigation, "mitigation", "idle_timeout_minutes", idle)?,
        max_auth_age: minutes(mitigation, "mitigation", "max_auth_age_minutes", max_auth_age)?,
    })
}

fn minutes(
    parent: &Map<String, Value>,
    parent_field: &str,
    name: &str,
    default: Duration,
) -> Result<Duration, ConfigError> {
    match parent.get(name).map(Value::as_u64) {
        None => Ok(default),
        // A week is more than any session needs, and keeps times within their range.
        Some(Some(minutes @ 2..=10_080)) => Ok(Duration::from_secs(minutes * 60)),
        Some(_) => {
            Err(wrong(format!("{parent_field}.{name}"), "It must be a whole number of minutes, from 2 to 10080."))
        }
    }
}

/// Managed login, which `auth` and its member `oauth` describe together.
fn managed_login(auth: &Map<String, Value>, oauth: &Value) -> Result<ManagedLogin, ConfigError> {
    let oauth = object(oauth, "auth.oauth")?;
    let user_pool_id = required(auth, "auth", "user_pool_id")?;
    // Source: UserPoolIdType, `[\w-]+_[0-9a-zA-Z]+`; ClientIdType, `[\w+]+`.
    let is_pool = user_pool_id.split_once('_').is_some_and(|(region, name)| {
        Region::new(region).is_ok() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !is_pool {
        return Err(wrong("auth.user_pool_id", "It must be a region, “_” and a name, such as us-east-1_Example."));
    }
    let client_id = required(auth, "auth", "user_pool_client_id")?;
    if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+".contains(&byte)) {
        return Err(wrong("auth.user_pool_client_id", "It must be of letters and digits."));
    }
    let domain = required(oauth, "auth.oauth", "domain")?;
    let url = if domain.contains("://") { domain.to_owned() } else { format!("https://{domain}") };
    let domain = absolute(url.trim_end_matches('/'), "auth.oauth.domain")?;
    if domain.matches('/').count() > 2 {
        return Err(wrong("auth.oauth.domain", "It must have no path."));
    }
    match oauth.get("response_type").map(|kind| string(kind, "auth.oauth.response_type")).transpose()? {
        None | Some("code") => {}
        Some(_) => return Err(wrong("auth.oauth.response_type", "It must be “code”: the console uses no other.")),
    }
    let scopes = texts(oauth, "auth.oauth", "scopes")?;
    if !scopes.iter().any(|scope| scope == "openid") {
        return Err(wrong("auth.oauth.scopes", "It must have “openid” in it."));
    }
    let uris = |name| texts(oauth, "auth.oauth", name);
    let (sign_in_uris, sign_out_uris) = (uris("redirect_sign_in_uri")?, uris("redirect_sign_out_uri")?);
    let (user_pool_id, client_id) = (user_pool_id.to_owned(), client_id.to_owned());
    Ok(ManagedLogin { user_pool_id, client_id, domain, sign_in_uris, sign_out_uris, scope: scopes.join(" ") })
}

/// A list of texts, one at least.
fn texts(parent: &Map<String, Value>, parent_field: &str, name: &str) -> Result<Vec<String>, ConfigError> {
    let field = format!("{parent_field}.{name}");
    let list = parent.get(name).ok_or_else(|| missing(&field))?.as_array();
    let list = list.filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| wrong(&field, "It must be a list of one text at least, in brackets."))?;
    list.iter().map(|text| Ok(string(text, &field)?.to_owned())).collect()
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
mod tests;
