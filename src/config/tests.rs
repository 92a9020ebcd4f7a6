//! What `config.json` may hold, one test a block.

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
    check_error(&with("/auth/unauthenticated_identities_enabled", json!(false)), "auth", "no way to sign in");
    check_error(
        &with("/auth/unauthenticated_identities_enabled", json!("yes")),
        "auth.unauthenticated_identities_enabled",
        "true or false",
    );
    check_error(&with("/regions", json!([])), "regions", "at least one");
    check_error(&with("/regions", json!(["us-east-1", "x"])), "regions[1]", "`x`");
    assert_eq!(Config::parse("{").unwrap_err().field, "config.json");
}

/// A configuration with managed login, and without guests.
fn with_managed_login() -> Value {
    json!({
        "auth": {
            "aws_region": "us-east-1",
            "identity_pool_id": "us-east-1:00000000-0000-0000-0000-000000000000",
            "user_pool_id": "eu-west-1_Example",
            "user_pool_client_id": "client",
            "oauth": {
                "domain": "example.auth.us-east-1.amazoncognito.com",
                "redirect_sign_in_uri": ["https://console.example.com/"],
                "redirect_sign_out_uri": ["https://console.example.com/"],
                "response_type": "code",
                "scopes": ["openid", "email"],
            },
        }
    })
}

#[test]
fn managed_login_is_read() {
    let config = Config::parse(&with_managed_login().to_string()).unwrap();
    let login = config.auth.managed_login.unwrap();
    assert!(!config.auth.guests);
    assert_eq!(login.domain, "https://example.auth.us-east-1.amazoncognito.com");
    assert_eq!(login.scope, "openid email");
    assert_eq!(login.provider(), "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example");
    let endpoint = config.endpoints.resolve(Service::ManagedLogin, &config.auth.region);
    assert_eq!(endpoint.url, login.domain);
}

#[test]
fn what_is_wrong_with_managed_login_is_named() {
    let check = |pointer: &str, value: Value, field: &str, problem: &str| {
        let mut config = with_managed_login();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        config.pointer_mut(parent).unwrap()[name] = value;
        check_error(&config, field, problem);
    };
    check("/auth/user_pool_id", json!("Example"), "auth.user_pool_id", "us-east-1_Example");
    check("/auth/user_pool_id", json!("us-east-1.evil.example/_x"), "auth.user_pool_id", "us-east-1_Example");
    check("/auth/user_pool_client_id", json!("a b"), "auth.user_pool_client_id", "letters and digits");
    check("/auth/oauth", json!([]), "auth.oauth", "object");
    check("/auth/oauth/domain", json!("http://login.example.com"), "auth.oauth.domain", "https://");
    check("/auth/oauth/domain", json!("https://login.example.com/a"), "auth.oauth.domain", "no path");
    check("/auth/oauth/response_type", json!("token"), "auth.oauth.response_type", "code");
    check("/auth/oauth/scopes", json!(["email"]), "auth.oauth.scopes", "openid");
    check("/auth/oauth/redirect_sign_in_uri", json!([]), "auth.oauth.redirect_sign_in_uri", "one text");
    check("/auth/oauth/redirect_sign_out_uri", json!([7]), "auth.oauth.redirect_sign_out_uri", "text");
}

#[test]
fn managed_login_may_be_without_encryption_on_this_computer_only() {
    let mut config = with_managed_login();
    config["auth"]["oauth"]["domain"] = json!("http://127.0.0.1:8788");
    let login = Config::parse(&config.to_string()).unwrap().auth.managed_login.unwrap();
    assert_eq!(login.domain, "http://127.0.0.1:8788");
}

#[test]
fn limits_of_a_session_are_minutes() {
    let limits = |session: Value| Config::parse(&with("/session", session).to_string()).unwrap().auth.limits;
    assert_eq!(limits(json!({})), Limits::default());
    let short = limits(json!({ "idle_timeout_minutes": 5 }));
    assert_eq!((short.idle.as_secs(), short.absolute), (300, Limits::default().absolute));
    for wrong in [json!(1), json!(0.5), json!("15"), json!(-5), json!(20_000)] {
        let config = with("/session", json!({ "absolute_timeout_minutes": wrong }));
        check_error(&config, "session.absolute_timeout_minutes", "from 2 to 10080");
    }
}

#[test]
fn who_may_start_mitigation_is_told_by_groups_and_minutes() {
    let responders = |value: Value| Config::parse(&with("/mitigation", value).to_string()).unwrap().auth.responders;
    assert_eq!(responders(json!({})), Responders::default());
    let named = responders(json!({ "groups": ["lead"], "idle_timeout_minutes": 3, "max_auth_age_minutes": 30 }));
    assert_eq!(
        (&*named.groups, named.idle.as_secs(), named.max_auth_age.as_secs()),
        (&["lead".to_owned()][..], 180, 1800)
    );
    let check = |value: Value, field: &str, problem: &str| check_error(&with("/mitigation", value), field, problem);
    check(json!({ "groups": "lead" }), "mitigation.groups", "list");
    check(json!({ "groups": [] }), "mitigation.groups", "one text");
    check(json!({ "max_auth_age_minutes": 0 }), "mitigation.max_auth_age_minutes", "from 2 to 10080");
    check(json!([]), "mitigation", "object");
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
    let check = |value: Value, field: &str| check_error(&with("/endpoints", json!({ "iot": value })), field, "It must");
    check(json!("http://iot.example.com"), "endpoints.iot");
    check(json!("ftp://127.0.0.1"), "endpoints.iot");
    check(json!("https://user@example.com"), "endpoints.iot");
    check(json!("//example.com"), "endpoints.iot");
    check(json!("https://example.com/iot"), "endpoints.iot");
    check(json!({ "url": "/aws", "signing_host": "a/b" }), "endpoints.iot.signing_host");
    check_error(&with("/endpoints", json!({ "s3": "https://x.example" })), "endpoints.s3", "no such service");
    let path = json!({ "iot": { "url": "//evil.example", "signing_host": "iot.us-east-1.amazonaws.com" } });
    check_error(&with("/endpoints", path), "endpoints.iot.url", "Its path");
}
