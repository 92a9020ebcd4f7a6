//! Parameters of a query or a form.

use std::collections::BTreeMap;

use percent_encoding::percent_decode;

/// By name. One without a value counts as left out, as RFC 6749 has it.
#[derive(Debug)]
pub(super) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Reads `application/x-www-form-urlencoded`.
    pub(super) fn read(text: &[u8]) -> Self {
        let pairs = text.split(|byte| *byte == b'&').map(|pair| {
            let mut parts = pair.splitn(2, |byte| *byte == b'=').map(decode);
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
        });
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

fn decode(text: &[u8]) -> String {
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_decoded() {
        let parameters = Parameters::read(b"scope=openid+email&redirect_uri=http%3A%2F%2Fa%2F%3Fb%3D%2B&x=1=2&%63=d");
        assert_eq!(parameters.get("scope"), Some("openid email"));
        assert_eq!(parameters.get("redirect_uri"), Some("http://a/?b=+"));
        assert_eq!((parameters.get("x"), parameters.get("c")), (Some("1=2"), Some("d")));
    }

    #[test]
    fn what_has_no_value_is_left_out() {
        let parameters = Parameters::read(b"a=&b&=c&&d=%");
        assert_eq!((parameters.get("a"), parameters.get("b"), parameters.get("d")), (None, None, Some("%")));
        assert_eq!(Parameters::read(b"").get(""), None);
    }
}
