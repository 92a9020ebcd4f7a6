//! The page's port: the built console as a static host would serve it, its configuration, and the pass-through to the
//! services under `/aws/`.

use std::{fs, io, path::Path};

use axum::{
    Json, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Uri, header},
    response::IntoResponse,
    routing::{any, get},
};
use detect_console_sandbox::{
    IDENTITY_POOL_ID, REGION, RESPONDERS, SCOPES, Settings, USER_POOL_CLIENT_ID, USER_POOL_ID,
};
use serde_json::{Value, json};
use tower_http::{compression::CompressionLayer, services::ServeDir};

use crate::{
    connect_src,
    services::{self, Services},
};

/// Regions that the sandbox's configuration offers. Any other works as well.
const REGIONS: [&str; 2] = [REGION, "eu-west-1"];

/// A hash in a file's name, as Trunk puts it there, has so many hexadecimal digits.
const HASH_LENGTH: usize = 16;

/// What files are served from and with.
#[derive(Clone, Debug)]
struct Site {
    files: ServeDir,
    config: Value,
    headers: HeaderMap,
}

/// Serves the console in `dist` with `config`.
pub(crate) fn router(dist: &Path, config: Value) -> Result<Router, String> {
    if !dist.join("index.html").is_file() {
        eprintln!("There is no built console in {}: only the services answer.", dist.display());
    }
    let site = Site {
        files: ServeDir::new(dist).precompressed_br().precompressed_gzip(),
        headers: headers(&connect_src::origins(&config))?,
        config,
    };
    Ok(Router::new()
        .route("/config.json", get(configuration))
        .fallback(file)
        .with_state(site)
        .layer(CompressionLayer::new()))
}

/// The same with the pass-through. Only with a configuration of our own: a pass-through of a real account must not end
/// at the stand-in, with a real session token in its headers.
pub(crate) fn passing_through(page: Router, services: Services) -> Router {
    Router::new().route("/aws/{*rest}", any(services::call)).with_state(services).fallback_service(page)
}

async fn configuration(State(site): State<Site>) -> impl IntoResponse {
    (site.headers, [(header::CACHE_CONTROL, "no-cache")], Json(site.config))
}

/// A file, or the page itself for whatever looks like one of its routes: no dot in the last segment.
async fn file(State(mut site): State<Site>, mut request: Request) -> Response<Body> {
    let path = request.uri().path();
    let is_route = !path.rsplit('/').next().unwrap_or_default().contains('.');
    let is_immutable = !is_route && has_hash(path);
    if is_route {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    let mut response = match site.files.try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => {
            let is_missing = matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
            let status = if is_missing { StatusCode::NOT_FOUND } else { StatusCode::INTERNAL_SERVER_ERROR };
            (status, format!("{error}\n")).into_response()
        }
    };
    let is_immutable = is_immutable && response.status().is_success();
    let caching = if is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().extend(site.headers);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// Whether a file's name changes with its content.
fn has_hash(path: &str) -> bool {
    path.split(['-', '_', '.', '/'])
        .any(|part| part.len() == HASH_LENGTH && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn headers(connect_src: &[String]) -> Result<HeaderMap, String> {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        [&["'self'".to_owned()], connect_src].concat().join(" ")
    );
    let policy = HeaderValue::try_from(policy)
        .map_err(|_| "An endpoint in config.json cannot stand in a Content-Security-Policy".to_owned())?;
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];
    let fixed = fixed.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    Ok(fixed.into_iter().chain([(header::CONTENT_SECURITY_POLICY, policy)]).collect())
}

/// The configuration that leads to the services.
pub(crate) fn own_config(settings: &Settings, aws_origin: &str) -> Value {
    let mut auth = json!({
        "aws_region": REGION,
        "identity_pool_id": IDENTITY_POOL_ID,
        "unauthenticated_identities_enabled": settings.sign_in.has_guests(),
    });
    if settings.sign_in.has_login() {
        let page = settings.redirect_uris.first();
        auth["user_pool_id"] = USER_POOL_ID.into();
        auth["user_pool_client_id"] = USER_POOL_CLIENT_ID.into();
        auth["oauth"] = json!({
            "domain": aws_origin,
            "redirect_sign_in_uri": [page],
            "redirect_sign_out_uri": [page],
            "response_type": "code",
            "scopes": SCOPES,
        });
    }
    let mut config = json!({
        "auth": auth,
        "regions": REGIONS,
        "endpoints": {
            "iot": aws_origin,
            "frauddetector": aws_origin,
            "cognito-identity": aws_origin,
            "cognito-idp": aws_origin,
            "sts": aws_origin,
        },
    });
    if settings.sign_in.has_login() {
        config["mitigation"] = json!({ "groups": [RESPONDERS] });
    }
    config
}

/// The configuration in `file`.
pub(crate) fn read_config(file: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("Cannot read {}: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_immutable() {
        assert!(has_hash("/detect-console-0a1b2c3d4e5f6789_bg.wasm"));
        assert!(has_hash("/style-0123456789abcdef.css"));
        assert!(!has_hash("/boot.js"));
        assert!(!has_hash("/index.html"));
    }

    #[test]
    fn policy_names_the_services_origin_and_nothing_inline() {
        let config = own_config(&Settings::default(), "http://127.0.0.1:1");
        let headers = headers(&connect_src::origins(&config)).unwrap();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("connect-src 'self' http://127.0.0.1:1;"), "{policy}");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline"), "{policy}");
    }
}
