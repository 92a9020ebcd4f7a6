//! From an operation to the parts of its HTTP request, by its facts alone. Nothing here is signed or sent.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::input::put;
use super::operation::Facts;
use super::service::Protocol;

/// Everything but letters, digits and `-._~`, as AWS encodes path labels and query strings.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A request as the operation defines it: no host, not yet signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked for.
    pub facts: &'static Facts,
    /// Percent-encoded once, as it goes over the wire.
    pub path: String,
    /// Sorted by name, percent-encoded; empty without a query.
    pub query: String,
    /// `content-type` and `x-amz-target`, where the protocol wants them.
    pub headers: Vec<(&'static str, String)>,
    /// JSON, or a form; empty where the operation has no body.
    pub body: String,
}

/// The request cannot be formed: a mistake of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The operation does not serialize to an object.
    #[error("the request does not serialize")]
    NotAnObject,
    /// A member that travels in the path is missing, or is a text (empty, `.`, `..`) that would address another
    /// resource.
    #[error("{0} is missing or names no resource")]
    MissingLabel(String),
}

/// Forms the request of an operation from its input members under their wire names.
///
/// # Errors
/// [`BuildError::NotAnObject`], [`BuildError::MissingLabel`].
pub fn build(facts: &'static Facts, members: Value) -> Result<Request, BuildError> {
    let Value::Object(mut members) = members else {
        return Err(BuildError::NotAnObject);
    };
    let path = path(facts, &mut members)?;
    let query = query(facts, &mut members);
    let (headers, body) = match facts.service.protocol() {
        Protocol::AwsJson { target_prefix } => (
            vec![
                ("content-type", "application/x-amz-json-1.1".to_owned()),
                ("x-amz-target", format!("{target_prefix}.{}", facts.name)),
            ],
            Value::Object(members).to_string(),
        ),
        protocol @ (Protocol::Query { .. } | Protocol::Form) => {
            let mut content_type = "application/x-www-form-urlencoded".to_owned();
            if let Protocol::Query { version } = protocol {
                content_type.push_str("; charset=utf-8");
                put(&mut members, "Action", facts.name.into());
                put(&mut members, "Version", version.into());
            }
            let pairs: Vec<_> =
                members.into_iter().map(|(name, value)| format!("{name}={}", encode(&text(value)))).collect();
            (vec![("content-type", content_type)], pairs.join("&"))
        }
        Protocol::RestJson if members.is_empty() => (Vec::new(), String::new()),
        Protocol::RestJson => {
            (vec![("content-type", "application/json".to_owned())], Value::Object(members).to_string())
        }
    };
    Ok(Request { facts, path, query, headers, body })
}

/// Fills the path's template, taking the members it names.
fn path(facts: &Facts, members: &mut Map<String, Value>) -> Result<String, BuildError> {
    let mut path = String::new();
    let mut template = facts.path;
    while let Some((before, rest)) = template.split_once('{') {
        let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
        match members.remove(name).map(text).filter(|label| !matches!(label.as_str(), "" | "." | "..")) {
            Some(label) => path.extend([before, &encode(&label)]),
            None => return Err(BuildError::MissingLabel(name.to_owned())),
        }
        template = after;
    }
    path.push_str(template);
    Ok(path)
}

/// Writes the query string, taking the members that travel in it.
fn query(facts: &Facts, members: &mut Map<String, Value>) -> String {
    // In order, as signatures want them.
    let mut names: Vec<&str> = Vec::new();
    for name in facts.query {
        names.insert(names.partition_point(|known| known < name), name);
    }
    let pairs: Vec<_> = names
        .into_iter()
        .filter_map(|name| Some(format!("{}={}", encode(name), encode(&text(members.remove(name)?)))))
        .collect();
    pairs.join("&")
}

/// A member as text: numbers and booleans in the notation of JSON, which is what AWS wants outside of bodies.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::aws::operation::{Auth, Bodies, Effect, Method};
    use crate::aws::service::Service;

    const REST: &Facts = &Facts {
        name: "Example",
        service: Service::Iot,
        method: Method::Put,
        path: "/things/{thingName}/tags/{tag}",
        query: &["b", "a"],
        auth: Auth::SigV4,
        effect: Effect::Write,
        bodies: Bodies::Open,
        translate: None,
        does: "set an example",
    };

    #[test]
    fn members_travel_where_the_facts_say() {
        let members = json!({ "thingName": "a:b/c", "tag": "é", "a": true, "b": 5, "colour": "red" });
        let request = build(REST, members).unwrap();
        assert_eq!(request.path, "/things/a%3Ab%2Fc/tags/%C3%A9");
        assert_eq!(request.query, "a=true&b=5");
        assert_eq!(request.body, r#"{"colour":"red"}"#);
        assert_eq!(request.headers, [("content-type", "application/json".to_owned())]);
    }

    #[test]
    fn a_missing_or_empty_label_is_refused() {
        let missing = BuildError::MissingLabel("tag".to_owned());
        assert_eq!(build(REST, json!({ "thingName": "x" })), Err(missing.clone()));
        assert_eq!(build(REST, json!({ "thingName": "x", "tag": "" })), Err(missing.clone()));
        assert_eq!(build(REST, json!({ "thingName": "x", "tag": ".." })), Err(missing));
    }

    #[test]
    fn without_members_rest_json_has_no_body_and_no_content_type() {
        let request = build(REST, json!({ "thingName": "x", "tag": "y" })).unwrap();
        assert_eq!((request.body.as_str(), request.headers.len()), ("", 0));
    }
}
