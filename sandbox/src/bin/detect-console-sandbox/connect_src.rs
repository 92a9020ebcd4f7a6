//! Where the console will connect to, read from its configuration: the `connect-src` of the page's policy.

use std::collections::BTreeSet;

use serde_json::Value;

/// The console's calls, by endpoint prefix.
const SERVICES: [&str; 5] = ["iot", "frauddetector", "cognito-identity", "cognito-idp", "sts"];

/// Every origin but the page's own, sorted, each once.
pub(crate) fn origins(config: &Value) -> Vec<String> {
    let home = config["auth"]["aws_region"].as_str();
    let listed = config["regions"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let regions: BTreeSet<&str> = home.into_iter().chain(listed).collect();
    let mut origins: BTreeSet<String> = regions
        .iter()
        .flat_map(|region| {
            SERVICES.iter().filter_map(|service| endpoint(&config["endpoints"][*service], service, region))
        })
        .collect();
    if let Some(domain) = config["auth"]["oauth"]["domain"].as_str() {
        let url = if domain.contains("://") { domain.to_owned() } else { format!("https://{domain}") };
        origins.extend(origin(&url));
    }
    origins.into_iter().collect()
}

/// The origin of a service's endpoint. `None` for a path on the page's own.
fn endpoint(setting: &Value, service: &str, region: &str) -> Option<String> {
    match setting.as_str().or_else(|| setting["url"].as_str()) {
        Some(url) => origin(&url.replace("{region}", region)),
        None => {
            let suffix = if region.starts_with("cn-") { ".cn" } else { "" };
            Some(format!("https://{service}.{region}.amazonaws.com{suffix}"))
        }
    }
}

fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    Some(format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(config: &Value, expected: &[&str]) {
        assert_eq!(origins(config), expected);
    }

    #[test]
    fn without_endpoints_it_is_awss_hosts_of_every_region() {
        check(
            &json!({"auth": {"aws_region": "us-east-1"}, "regions": ["us-east-1", "cn-north-1"]}),
            &[
                "https://cognito-identity.cn-north-1.amazonaws.com.cn",
                "https://cognito-identity.us-east-1.amazonaws.com",
                "https://cognito-idp.cn-north-1.amazonaws.com.cn",
                "https://cognito-idp.us-east-1.amazonaws.com",
                "https://frauddetector.cn-north-1.amazonaws.com.cn",
                "https://frauddetector.us-east-1.amazonaws.com",
                "https://iot.cn-north-1.amazonaws.com.cn",
                "https://iot.us-east-1.amazonaws.com",
                "https://sts.cn-north-1.amazonaws.com.cn",
                "https://sts.us-east-1.amazonaws.com",
            ],
        );
    }

    #[test]
    fn endpoints_replace_hosts_and_paths_need_nothing() {
        check(
            &json!({
                "auth": {"aws_region": "eu-west-1", "oauth": {"domain": "x.auth.eu-west-1.amazoncognito.com"}},
                "endpoints": {
                    "iot": "https://{region}.example.com/iot",
                    "frauddetector": {"url": "/aws/frauddetector/{region}", "signing_host": "x"},
                    "cognito-identity": {"url": "http://127.0.0.1:9/c", "signing_host": "x"},
                },
            }),
            &[
                "http://127.0.0.1:9",
                "https://cognito-idp.eu-west-1.amazonaws.com",
                "https://eu-west-1.example.com",
                "https://sts.eu-west-1.amazonaws.com",
                "https://x.auth.eu-west-1.amazoncognito.com",
            ],
        );
    }
}
