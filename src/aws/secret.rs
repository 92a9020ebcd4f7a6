//! Texts that nobody is to see.

use std::fmt;

use zeroize::Zeroizing;

/// A text that `Debug` does not show, and whose memory is wiped when it is dropped.
///
/// That is best effort in a browser: what is typed, received and made of it to be sent passes through memory that nobody
/// wipes, JavaScript's among it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text, to be sent to AWS or worked with, and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_it() {
        assert_eq!(format!("{:?}", Secret::from("canary".to_owned())), "Secret");
    }
}
