//! The operations of Cognito identity pools.

use std::collections::BTreeMap;

use detect_console::aws::Timestamp;
use detect_console::aws::cognito_identity::*;
use serde_json::json;

use super::{check_json, id, read};

const IDENTITY: &str = "us-east-1:00000000-0000-4000-8000-000000000001";
const PROVIDER: &str = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Example";

fn logins() -> BTreeMap<String, String> {
    BTreeMap::from([(PROVIDER.to_owned(), "header.payload+/=.signature".to_owned())])
}

#[test]
fn an_identity_is_asked_for_as_a_guest_or_with_logins() {
    let target = "AWSCognitoIdentityService.GetId";
    let guest = GetId { account_id: None, identity_pool_id: id(IDENTITY), logins: BTreeMap::new() };
    check_json(&guest, target, json!({ "IdentityPoolId": IDENTITY }));
    check_json(
        &GetId { account_id: Some(id("123456789012")), logins: logins(), ..guest },
        target,
        json!({
            "AccountId": "123456789012",
            "IdentityPoolId": IDENTITY,
            "Logins": { PROVIDER: "header.payload+/=.signature" },
        }),
    );
}

#[test]
fn an_identity_is_read() {
    let read = |reply| read::<GetId>(reply).identity_id;
    assert_eq!(read(json!({ "IdentityId": IDENTITY, "AddedLater": 1 })), Some(id(IDENTITY)));
    assert_eq!(read(json!({})), None);
}

#[test]
fn credentials_are_asked_for_as_a_guest_or_with_logins_and_a_role() {
    let target = "AWSCognitoIdentityService.GetCredentialsForIdentity";
    let guest = GetCredentialsForIdentity { identity_id: id(IDENTITY), logins: BTreeMap::new(), custom_role_arn: None };
    check_json(&guest, target, json!({ "IdentityId": IDENTITY }));
    let role = "arn:aws:iam::123456789012:role/console/operator";
    check_json(
        &GetCredentialsForIdentity { logins: logins(), custom_role_arn: Some(id(role)), ..guest },
        target,
        json!({
            "IdentityId": IDENTITY,
            "Logins": { PROVIDER: "header.payload+/=.signature" },
            "CustomRoleArn": role,
        }),
    );
}

#[test]
fn credentials_keep_every_member() {
    let reply = read::<GetCredentialsForIdentity>(json!({
        "IdentityId": IDENTITY,
        "Credentials": {
            "AccessKeyId": "ASIAEXAMPLE",
            "SecretKey": "secret",
            "SessionToken": "token",
            "Expiration": 1.767323045E9,
            "AddedLater": "x",
        },
    }));
    assert_eq!(reply.identity_id, Some(id(IDENTITY)));
    let credentials = reply.credentials.unwrap();
    assert_eq!(credentials.access_key_id.as_deref(), Some("ASIAEXAMPLE"));
    assert_eq!(credentials.secret_access_key.as_deref(), Some("secret"));
    assert_eq!(credentials.session_token.as_deref(), Some("token"));
    assert_eq!(credentials.expiration, Some(Timestamp::from_seconds(1_767_323_045)));
}

#[test]
fn credentials_may_lack_anything() {
    assert!(read::<GetCredentialsForIdentity>(json!({})).credentials.is_none());
    let credentials = read::<GetCredentialsForIdentity>(json!({ "Credentials": {} })).credentials.unwrap();
    assert!(credentials.secret_access_key.is_none() && credentials.expiration.is_none());
}
