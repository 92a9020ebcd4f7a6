//! One attempt to sign in at managed login: what this tab draws by chance beforehand and checks afterwards.
//!
//! Source: RFC 7636 (PKCE) and OpenID Connect Core (nonce).

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::aws::Timestamp;

/// What proves that an answer of managed login is for this tab. Secret until the code has been exchanged; no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// What the challenge is made of. Never leaves the browser before the code has come.
    pub verifier: String,
    /// The user must have given a password or the like since then, whatever managed login remembers.
    pub authenticated_since: Option<Timestamp>,
}

impl Attempt {
    /// A new one, of 256 bits each, 32 at a time from `random_bits`.
    #[must_use]
    pub fn new(mut random_bits: impl FnMut() -> u32) -> Self {
        let mut draw = || {
            let bytes: Vec<u8> = (0..8).flat_map(|_| random_bits().to_le_bytes()).collect();
            BASE64_URL_SAFE_NO_PAD.encode(bytes)
        };
        Self { state: draw(), nonce: draw(), verifier: draw(), authenticated_since: None }
    }

    /// The challenge, by the method `S256`.
    #[must_use]
    pub fn challenge(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

/// What the address holds when managed login has sent the browser back.
#[derive(Clone, PartialEq, Eq)]
pub struct Return {
    /// The attempt's state, if it is genuine. Some errors come without.
    pub state: Option<String>,
    /// The code, or the error and its description.
    pub answer: Result<String, (String, String)>,
}

impl Return {
    /// Reads it from the parameters of an address; `None` for any other address.
    #[must_use]
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let answer = match (parameter("code"), parameter("error")) {
            (_, Some(error)) => Err((error, parameter("error_description").unwrap_or_default())),
            (Some(code), None) => Ok(code),
            (None, None) => return None,
        };
        Some(Self { state: parameter("state"), answer })
    }

    /// Whether it may be the answer to `attempt`. A code has to prove it.
    #[must_use]
    pub fn is_for(&self, attempt: &Attempt) -> bool {
        match &self.state {
            Some(state) => *state == attempt.state,
            None => self.answer.is_err(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts() -> impl Iterator<Item = Attempt> {
        let mut drawn = 0;
        std::iter::repeat_with(move || {
            Attempt::new(|| {
                drawn += 1;
                drawn
            })
        })
    }

    #[test]
    fn the_challenge_is_that_of_rfc_7636() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
        let attempt = Attempt { state: String::new(), nonce: String::new(), verifier, authenticated_since: None };
        assert_eq!(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn everything_that_is_drawn_differs_and_is_long_enough_for_a_verifier() {
        let mut attempts = attempts();
        let (one, other) = (attempts.next().unwrap(), attempts.next().unwrap());
        let drawn = [&one.state, &one.nonce, &one.verifier, &other.state, &other.nonce, &other.verifier];
        for (index, text) in drawn.iter().enumerate() {
            assert_eq!(text.len(), 43);
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
            assert!(!drawn[index + 1..].contains(text), "{text}");
        }
    }

    #[test]
    fn an_answer_is_a_code_with_a_state_or_an_error() {
        let read = |query: &'static [(&str, &str)]| {
            Return::read(|name| query.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(read(&[("region", "us-east-1")]).is_none());
        let attempt = Attempt { state: "s".to_owned(), ..attempts().next().unwrap() };
        let is_for = |query| read(query).is_some_and(|found| found.is_for(&attempt));
        assert!(is_for(&[("code", "c"), ("state", "s")]) && is_for(&[("error", "invalid_scope")]));
        assert!(!is_for(&[("code", "c"), ("state", "t")]) && !is_for(&[("code", "c")]));
        assert!(!is_for(&[("error", "invalid_scope"), ("state", "t")]));
        assert!(read(&[("code", "c"), ("state", "s")]).is_some_and(|found| found.answer == Ok("c".to_owned())));
        let denied = read(&[("error", "access_denied"), ("error_description", "words"), ("state", "s"), ("code", "c")]);
        let expected = Err(("access_denied".to_owned(), "words".to_owned()));
        assert!(denied.is_some_and(|found| found.answer == expected && found.state.as_deref() == Some("s")));
    }
}
