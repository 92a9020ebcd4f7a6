//! Whether the page is served as it should be: by the headers that came with it.

/// What was looked at, and how it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// Why it is not as it should be, and what to do; `None` where it is.
    pub problem: Option<String>,
}

/// Judges the headers of the page, which `header` reads by name. `origins` are those that the console calls.
#[must_use]
pub fn page_headers(header: impl Fn(&str) -> Option<String>, origins: &[String], is_https: bool) -> Vec<Finding> {
    let says = |what, name: &str, value: &str| Finding {
        what,
        problem: (!header(name).unwrap_or_default().to_ascii_lowercase().contains(value))
            .then(|| format!("The host does not send “{name}: {value}”. Add it.")),
    };
    let mut findings = vec![
        policy(header("content-security-policy"), origins),
        says("Content types", "x-content-type-options", "nosniff"),
        says("Referrer", "referrer-policy", "no-referrer"),
        says("Other windows", "cross-origin-opener-policy", "same-origin"),
    ];
    // Browsers ignore it without encryption.
    if is_https {
        findings.push(says("Encryption", "strict-transport-security", "max-age="));
    }
    findings
}

/// Judges the content security policy.
fn policy(policy: Option<String>, origins: &[String]) -> Finding {
    let problem = match policy {
        None => Some("The host sends no Content-Security-Policy. Add the one that README.md describes.".to_owned()),
        Some(policy) => problem_of(&policy, origins),
    };
    Finding { what: "Content security policy", problem }
}

fn problem_of(policy: &str, origins: &[String]) -> Option<String> {
    let directives: Vec<Vec<&str>> =
        policy.split(';').map(|directive| directive.split_whitespace().collect()).collect();
    let values = |name: &str| {
        let named = |directive: &&Vec<&str>| directive.first().is_some_and(|first| first.eq_ignore_ascii_case(name));
        directives.iter().find(named).map(|directive| &directive[1..])
    };
    let fallback = values("default-src").unwrap_or_default();
    let of = |name| values(name).unwrap_or(fallback);
    if values("default-src").is_none() {
        return Some("It has no default-src: whatever it does not name is allowed. Add default-src 'none'.".to_owned());
    }
    for name in ["script-src", "style-src"] {
        let unsafe_value = of(name).iter().find(|value| ["'unsafe-inline'", "'unsafe-eval'", "*"].contains(value));
        if let Some(value) = unsafe_value {
            return Some(format!("Its {name} has {value}, which the console does not need. Remove it."));
        }
    }
    if values("frame-ancestors") != Some(&["'none'"][..]) {
        return Some("Its frame-ancestors is not 'none': another page may show this one in itself.".to_owned());
    }
    let connect = of("connect-src");
    if connect.contains(&"*") {
        return Some("Its connect-src is “*”. Name the hosts that the console calls.".to_owned());
    }
    let missing = origins.iter().find(|origin| !connect.contains(&origin.as_str()));
    missing.map(|origin| format!("Its connect-src lacks {origin}: calls to it fail. Add it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                        connect-src 'self' https://iot.us-east-1.amazonaws.com; frame-ancestors 'none'";

    #[track_caller]
    fn check_policy(policy: &str, expected: Option<&str>) {
        let origins = ["https://iot.us-east-1.amazonaws.com".to_owned()];
        let problem = problem_of(policy, &origins);
        match expected {
            None => assert_eq!(problem, None),
            Some(words) => assert!(problem.as_ref().is_some_and(|problem| problem.contains(words)), "{problem:?}"),
        }
    }

    #[test]
    fn a_policy_allows_what_is_needed_and_nothing_else() {
        check_policy(GOOD, None);
        check_policy("script-src 'self'", Some("default-src"));
        check_policy(&GOOD.replace("'wasm-unsafe-eval'", "'unsafe-eval'"), Some("'unsafe-eval'"));
        check_policy(&GOOD.replace("style-src 'self'", "style-src 'unsafe-inline'"), Some("style-src"));
        check_policy(&GOOD.replace("frame-ancestors 'none'", "frame-ancestors *"), Some("frame-ancestors"));
        check_policy(&GOOD.replace("https://iot.us-east-1.amazonaws.com", "*"), Some("Name the hosts"));
        check_policy(&GOOD.replace("us-east-1", "eu-west-1"), Some("lacks https://iot.us-east-1.amazonaws.com"));
        check_policy("default-src *; frame-ancestors 'none'", Some("script-src has *"));
    }

    #[test]
    fn encryption_matters_where_there_is_any() {
        let header = |name: &str| match name {
            "content-security-policy" => Some("default-src 'none'; frame-ancestors 'none'".to_owned()),
            "x-content-type-options" => Some("nosniff".to_owned()),
            "referrer-policy" => Some("no-referrer".to_owned()),
            "cross-origin-opener-policy" => Some("same-origin".to_owned()),
            _ => None,
        };
        assert!(page_headers(header, &[], false).iter().all(|finding| finding.problem.is_none()));
        let problems: Vec<_> =
            page_headers(header, &[], true).into_iter().filter_map(|finding| finding.problem).collect();
        assert_eq!(problems, ["The host does not send “strict-transport-security: max-age=”. Add it."]);
        assert!(page_headers(|_| None, &[], true).iter().all(|finding| finding.problem.is_some()));
    }
}
