//! Names and identifiers as types that enforce the length and the characters AWS documents.
//!
//! What a user types goes through `new`, which enforces them. What AWS answers is taken as it is: AWS's own samples
//! hold identifiers that its published patterns refuse, and a console that hides such a row is worse than one that
//! shows it.

use std::fmt;

/// Why a text is not an identifier of some kind. Displays as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentifierError {
    /// There is no text.
    Empty,
    /// More characters than AWS takes.
    TooLong {
        /// The most that AWS takes.
        maximum: usize,
        /// How many there are.
        actual: usize,
    },
    /// Characters that AWS does not take.
    Characters {
        /// Each of them once, in their order.
        wrong: Vec<char>,
        /// What AWS takes, in words.
        allowed: &'static str,
    },
    /// The characters are right, their order is not.
    Shape {
        /// What AWS takes, in words.
        allowed: &'static str,
    },
}

impl fmt::Display for IdentifierError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("Enter a value"),
            Self::TooLong { maximum, actual } => {
                write!(formatter, "Use at most {maximum} characters; this has {actual}")
            }
            Self::Characters { wrong, allowed } => write!(formatter, "Use {allowed}; remove {}", named(wrong)),
            Self::Shape { allowed } => write!(formatter, "Use {allowed}"),
        }
    }
}

impl std::error::Error for IdentifierError {}

/// Most wrong characters that an error names.
const MAXIMUM_NAMED: usize = 4;

/// Characters in words: `“P”, the space and “.”`.
fn named(characters: &[char]) -> String {
    let mut words = Vec::new();
    for character in characters {
        let word = match character {
            ' ' => "the space".to_owned(),
            character if character.is_control() => "the invisible character".to_owned(),
            character => format!("“{character}”"),
        };
        // Nobody can tell one invisible character from another.
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.len() > MAXIMUM_NAMED {
        words.truncate(MAXIMUM_NAMED);
        words.push("others".to_owned());
    }
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

/// What an identifier may look like. Source of every rule: the service models.
#[derive(Debug)]
pub struct Rule {
    /// Most characters.
    pub maximum: usize,
    /// Whether a character may stand in it.
    pub allows: fn(char) -> bool,
    /// Whether the whole has the right shape, for patterns that are more than a set of characters.
    pub shape: fn(&str) -> bool,
    /// What is allowed, in words that follow "Use".
    pub allowed: &'static str,
}

impl Rule {
    /// A rule that is a set of characters.
    #[must_use]
    pub const fn characters(maximum: usize, allows: fn(char) -> bool, allowed: &'static str) -> Self {
        Self { maximum, allows, shape: |_| true, allowed }
    }

    /// Checks `text`.
    ///
    /// # Errors
    /// The first part of the rule that it breaks.
    pub fn check(&self, text: &str) -> Result<(), IdentifierError> {
        if text.is_empty() {
            return Err(IdentifierError::Empty);
        }
        let allowed = self.allowed;
        let mut wrong = Vec::new();
        for character in text.chars() {
            if !(self.allows)(character) && !wrong.contains(&character) {
                wrong.push(character);
            }
        }
        if !wrong.is_empty() {
            return Err(IdentifierError::Characters { wrong, allowed });
        }
        let actual = text.chars().count();
        if actual > self.maximum {
            return Err(IdentifierError::TooLong { maximum: self.maximum, actual });
        }
        if (self.shape)(text) { Ok(()) } else { Err(IdentifierError::Shape { allowed }) }
    }
}

/// Declares an identifier type with its [`Rule`].
macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident: $rule:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// What AWS documents for it.
            pub const RULE: $crate::aws::identifier::Rule = $rule;

            /// One from text that somebody typed or linked to.
            ///
            /// # Errors
            /// The text breaks [`Self::RULE`].
            pub fn new(text: impl Into<String>) -> Result<Self, $crate::aws::identifier::IdentifierError> {
                let text = text.into();
                Self::RULE.check(&text)?;
                Ok(Self(text))
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::aws::reply::FromJson for $name {
            fn from_json(value: serde_json::Value, reader: &mut $crate::aws::reply::Reader) -> Self {
                Self(<String as $crate::aws::reply::FromJson>::from_json(value, reader))
            }
        }

        impl $crate::aws::input::ToJson for $name {
            fn to_json(&self) -> serde_json::Value {
                self.as_str().into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

pub(crate) use identifier;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::reply;

    #[expect(unreachable_pub, reason = "the macro declares types for other modules to use")]
    mod example {
        use super::*;

        identifier! {
            /// An example.
            Tag: Rule::characters(4, |character| character.is_ascii_lowercase(), "lower-case letters")
        }
    }
    use example::Tag;

    #[track_caller]
    fn check(text: &str, expected: Result<(), &str>) {
        let found = Tag::new(text).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(ToOwned::to_owned));
    }

    #[test]
    fn each_broken_part_of_a_rule_has_its_words() {
        check("abcd", Ok(()));
        check("", Err("Enter a value"));
        check("abcde", Err("Use at most 4 characters; this has 5"));
        check("aBc", Err("Use lower-case letters; remove “B”"));
        check("a c", Err("Use lower-case letters; remove the space"));
        check("a\u{7}", Err("Use lower-case letters; remove the invisible character"));
    }

    #[test]
    fn every_wrong_character_is_named_once_unless_they_are_many() {
        check("Pay.P", Err("Use lower-case letters; remove “P” and “.”"));
        check("A b_c\u{7}\u{8}", Err("Use lower-case letters; remove “A”, the space, “_” and the invisible character"));
        check("ABCDE", Err("Use lower-case letters; remove “A”, “B”, “C”, “D” and others"));
    }

    #[test]
    fn an_answer_is_taken_as_aws_sent_it() {
        let tag: Tag = reply::read("NOT_BY_THE_RULE".into()).unwrap();
        assert_eq!(tag.as_str(), "NOT_BY_THE_RULE");
    }
}
