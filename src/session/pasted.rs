//! Temporary credentials that somebody pastes, in the forms in which AWS's tools hand them out.
//!
//! - a block of assignments: `export AWS_ACCESS_KEY_ID="…"`, PowerShell's `$Env:…`, `SET …`, a profile of
//!   `~/.aws/credentials`
//! - JSON: of `aws configure export-credentials`, or STS's with its `Credentials`
//! - the three values by themselves

use serde_json::Value;

use crate::aws::Timestamp;
use crate::aws::credentials::Credentials;

/// Why a text holds no credentials to work with. Shows nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// There is nothing like credentials in it.
    #[error(
        "There are no credentials in it. Paste an access key ID, a secret access key and a session token, or what \
         “aws configure export-credentials” prints."
    )]
    Unknown,
    /// A value is missing.
    #[error("There is no {0} in it.")]
    Missing(&'static str),
    /// They are of a user, and work for ever.
    #[error(
        "These are keys that do not expire. The console takes temporary credentials only: their access key ID begins \
         with ASIA, and they have a session token."
    )]
    LongTerm,
    /// A value holds what none can hold.
    #[error("The {0} is not complete, or holds characters that do not belong there.")]
    Damaged(&'static str),
    /// They have expired.
    #[error("These credentials have expired. Get new ones and paste them.")]
    Expired,
}

/// The values by their names, as far as they are there.
#[derive(Default)]
struct Found {
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
    session_token: Option<String>,
    expiration: Option<Timestamp>,
}

/// Reads pasted text at `now`. Where it does not tell when the credentials expire, that is [`Credentials::NEVER`].
///
/// # Errors
/// [`Unusable`].
pub fn read(text: &str, now: Timestamp) -> Result<Credentials, Unusable> {
    let found = in_json(text).or_else(|| in_assignments(text)).or_else(|| bare(text)).ok_or(Unusable::Unknown)?;
    let access_key_id = found.access_key_id.ok_or(Unusable::Missing("access key ID"))?;
    if access_key_id.starts_with("AKIA") {
        return Err(Unusable::LongTerm);
    }
    let secret_access_key = found.secret_access_key.ok_or(Unusable::Missing("secret access key"))?;
    let session_token = found.session_token.ok_or(Unusable::Missing("session token"))?;
    // Source: AccessKeyId of STS, 16 to 128 of `\w`; headers take no other characters than these either.
    if !(16..=128).contains(&access_key_id.len()) || !access_key_id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Unusable::Damaged("access key ID"));
    }
    if secret_access_key.len() != 40 || !secret_access_key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Unusable::Damaged("secret access key"));
    }
    if session_token.len() < 16 || !session_token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Unusable::Damaged("session token"));
    }
    let expiration = found.expiration.unwrap_or(Credentials::NEVER);
    if expiration <= now {
        return Err(Unusable::Expired);
    }
    let (secret_access_key, session_token) = (secret_access_key.into(), session_token.into());
    Ok(Credentials { access_key_id, secret_access_key, session_token, expiration })
}

fn in_json(text: &str) -> Option<Found> {
    let json: Value = serde_json::from_str(text.trim()).ok().filter(Value::is_object)?;
    let members = json.get("Credentials").unwrap_or(&json);
    let text = |name: &str| members.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    Some(Found {
        access_key_id: text("AccessKeyId"),
        // Cognito has a name of its own for it.
        secret_access_key: text("SecretAccessKey").or_else(|| text("SecretKey")),
        session_token: text("SessionToken"),
        expiration: members.get("Expiration").and_then(expiration),
    })
}

/// A time as text, or in seconds.
fn expiration(value: &Value) -> Option<Timestamp> {
    value.as_str().and_then(Timestamp::parse_rfc3339).or_else(|| value.as_i64().map(Timestamp::from_seconds))
}

fn in_assignments(text: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut any = false;
    for line in text.lines() {
        let Some((before, value)) = line.split_once('=') else { continue };
        let name = before.trim().rsplit([' ', ':', '\t']).next().unwrap_or_default();
        let value = value.trim().trim_end_matches(';').trim().trim_matches(['"', '\'']).to_owned();
        let slot = match name.to_ascii_lowercase().as_str() {
            "aws_access_key_id" => &mut found.access_key_id,
            "aws_secret_access_key" => &mut found.secret_access_key,
            "aws_session_token" | "aws_security_token" => &mut found.session_token,
            "aws_credential_expiration" => {
                found.expiration = Timestamp::parse_rfc3339(&value);
                continue;
            }
            _ => continue,
        };
        any = true;
        *slot = Some(value).filter(|value| !value.is_empty());
    }
    any.then_some(found)
}

/// The three values one after the other.
fn bare(text: &str) -> Option<Found> {
    let mut words = text.split_whitespace();
    let access_key_id = words.next().filter(|word| word.starts_with("ASIA") || word.starts_with("AKIA"))?;
    Some(Found {
        access_key_id: Some(access_key_id.to_owned()),
        secret_access_key: words.next().map(ToOwned::to_owned),
        session_token: words.next().map(ToOwned::to_owned),
        expiration: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ASIAIOSFODNN7EXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJ=";
    const NOW: Timestamp = Timestamp::from_seconds(1_795_176_000);

    #[track_caller]
    fn check(text: &str, expiration: Timestamp) {
        let credentials = read(text, NOW).unwrap();
        let found =
            (&*credentials.access_key_id, credentials.secret_access_key.expose(), credentials.session_token.expose());
        assert_eq!(found, (KEY, SECRET, TOKEN), "{text}");
        assert_eq!(credentials.expiration, expiration, "{text}");
    }

    #[test]
    fn every_form_that_the_tools_print_is_read() {
        let noon = Timestamp::parse_rfc3339("2026-11-20T13:00:00Z").unwrap();
        let unknown = Credentials::NEVER;
        check(&format!("{KEY}\n{SECRET}\n{TOKEN}\n"), unknown);
        check(&format!("  {KEY} {SECRET}\t{TOKEN}"), unknown);
        check(
            &format!(
                "export AWS_ACCESS_KEY_ID={KEY}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\nexport AWS_SESSION_TOKEN={TOKEN}\n\
                 export AWS_CREDENTIAL_EXPIRATION=2026-11-20T13:00:00+00:00\n"
            ),
            noon,
        );
        check(
            &format!(
                "$Env:AWS_ACCESS_KEY_ID=\"{KEY}\"\r\n$Env:AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\r\n\
                 $Env:AWS_SESSION_TOKEN=\"{TOKEN}\"\r\n"
            ),
            unknown,
        );
        check(
            &format!("SET AWS_ACCESS_KEY_ID={KEY}\nSET AWS_SECRET_ACCESS_KEY={SECRET}\nSET AWS_SESSION_TOKEN={TOKEN}"),
            unknown,
        );
        check(
            &format!(
                "[fleet]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\n\
                 region = us-east-1"
            ),
            unknown,
        );
        check(
            &format!(
                r#"{{"Version": 1, "AccessKeyId": "{KEY}", "SecretAccessKey": "{SECRET}", "SessionToken": "{TOKEN}",
                "Expiration": "2026-11-20T13:00:00+00:00"}}"#
            ),
            noon,
        );
        check(
            &format!(
                r#"{{"Credentials": {{"AccessKeyId": "{KEY}", "SecretAccessKey": "{SECRET}", "SessionToken": "{TOKEN}",
                "Expiration": "2026-11-20T13:00:00Z"}}, "AssumedRoleUser": {{"Arn": "arn:aws:sts::1:assumed-role/a/b"}}}}"#
            ),
            noon,
        );
    }

    #[test]
    fn what_cannot_be_used_is_said_without_a_word_of_it() {
        let check = |text: &str, expected: Unusable| {
            let problem = read(text, NOW).err().unwrap();
            assert_eq!(problem, expected, "{text}");
            assert!(!problem.to_string().contains(SECRET) && !problem.to_string().contains(TOKEN));
        };
        check("", Unusable::Unknown);
        check("hello", Unusable::Unknown);
        check("[1]", Unusable::Unknown);
        check(&format!("{KEY} {SECRET}"), Unusable::Missing("session token"));
        check("{}", Unusable::Missing("access key ID"));
        check(&format!("export AWS_ACCESS_KEY_ID={KEY}"), Unusable::Missing("secret access key"));
        check(&format!("AKIAIOSFODNN7EXAMPLE {SECRET}"), Unusable::LongTerm);
        check(&format!("{KEY} {} {TOKEN}", &SECRET[1..]), Unusable::Damaged("secret access key"));
        check(&format!("{KEY} {SECRET} tok\u{e9}n-that-is-long-enough"), Unusable::Damaged("session token"));
        check(&format!("ASIA {SECRET} {TOKEN}"), Unusable::Damaged("access key ID"));
        let expired = format!(
            "AWS_ACCESS_KEY_ID={KEY}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SESSION_TOKEN={TOKEN}\n\
             AWS_CREDENTIAL_EXPIRATION=2026-11-20T11:59:59Z"
        );
        check(&expired, Unusable::Expired);
    }
}
