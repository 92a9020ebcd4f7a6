//! JSON Web Tokens.
//!
//! Signed with HMAC-SHA256, where Cognito signs with RSA: nobody but the sandbox checks the signature, and a shared key is
//! the smallest that it can check.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// As long as a block of SHA-256.
pub(super) type Key = [u8; 64];

/// A token that says this.
pub(super) fn sign(claims: &Value, key: &Key) -> String {
    let header = json!({"kid": "sandbox", "alg": "HS256"});
    let signed = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
    let signature = encode(mac(&signed, key).finalize().into_bytes());
    format!("{signed}.{signature}")
}

/// What a token says, whoever signed it. `None` when it is no token.
pub(super) fn claims(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (Some(_), Some(claims), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let claims: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    claims.is_object().then_some(claims)
}

/// Whether a token was signed with this key.
pub(super) fn is_signed(token: &str, key: &Key) -> bool {
    token.rsplit_once('.').is_some_and(|(signed, signature)| {
        BASE64_URL_SAFE_NO_PAD
            .decode(signature)
            .is_ok_and(|signature| mac(signed, key).verify_slice(&signature).is_ok())
    })
}

fn mac(signed: &str, key: &Key) -> Hmac<Sha256> {
    Hmac::new(&(*key).into()).chain_update(signed)
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = [7; 64];

    #[test]
    fn a_token_says_what_was_signed() {
        let said = json!({"sub": "é", "exp": 1});
        let token = sign(&said, &KEY);
        assert_eq!(claims(&token), Some(said));
        assert!(is_signed(&token, &KEY));
    }

    /// The example of RFC 7515, appendix A.1, whose key is a block long.
    #[test]
    fn the_example_of_the_standard_is_signed() {
        let key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        let key: Key = BASE64_URL_SAFE_NO_PAD.decode(key).unwrap().try_into().unwrap();
        let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
                     eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
                     dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert!(is_signed(token, &key));
        assert_eq!(claims(token).unwrap()["iss"], "joe");
    }

    #[test]
    fn another_key_and_a_changed_claim_are_noticed() {
        let token = sign(&json!({"sub": "a"}), &KEY);
        assert!(!is_signed(&token, &[8; 64]));
        let parts: Vec<&str> = token.split('.').collect();
        let forged = [parts[0], &encode(r#"{"sub":"b"}"#), parts[2]].join(".");
        assert!(!is_signed(&forged, &KEY));
        let unsigned = [parts[0], parts[1], ""].join(".");
        assert!(!is_signed(&unsigned, &KEY));
    }

    #[test]
    fn what_is_no_token_says_nothing() {
        for text in ["", "a", "a.b", "a.b.c", "a.e30.c.d", "a.W10.c"] {
            assert_eq!(claims(text), None, "{text}");
        }
        assert!(!is_signed("no dot", &KEY));
    }
}
