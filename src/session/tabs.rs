//! What the tabs of the console tell each other: that the user has signed out or is at work, and the answer of managed
//! login that came to a window of its own.

use serde_json::{Value, json};

use super::attempt::Return;

/// What one tab tells the others.
#[derive(Clone, PartialEq, Eq)]
pub enum Message {
    /// The user of this name has signed out.
    SignedOut(String),
    /// The user of this name is at work.
    Active(String),
    /// Managed login has answered, but not an attempt of this window.
    Answer(Return),
    /// The answer to the attempt of this state was for us.
    Taken(String),
}

impl Message {
    pub(super) fn write(&self) -> String {
        let message = match self {
            Self::SignedOut(owner) => json!({ "kind": "signed-out", "owner": owner }),
            Self::Active(owner) => json!({ "kind": "active", "owner": owner }),
            Self::Answer(Return { state, answer: Ok(code) }) => {
                json!({ "kind": "answer", "state": state, "code": code })
            }
            Self::Answer(Return { state, answer: Err((error, description)) }) => {
                json!({ "kind": "answer", "state": state, "error": error, "error_description": description })
            }
            Self::Taken(state) => json!({ "kind": "taken", "state": state }),
        };
        message.to_string()
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let message: Value = serde_json::from_str(text).ok()?;
        let text = |name: &str| message.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
        match &*text("kind")? {
            "signed-out" => text("owner").map(Self::SignedOut),
            "active" => text("owner").map(Self::Active),
            "answer" => Return::read(text).map(Self::Answer),
            "taken" => text("state").map(Self::Taken),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_they_were_written() {
        let state = || "s".to_owned();
        let refused = Err(("access_denied".to_owned(), String::new()));
        for message in [
            Message::SignedOut("5f0c".to_owned()),
            Message::Active("5f0c".to_owned()),
            Message::Answer(Return { state: Some(state()), answer: Ok("c".to_owned()) }),
            Message::Answer(Return { state: Some(state()), answer: refused }),
            Message::Taken(state()),
        ] {
            let written = message.write();
            assert!(Message::read(&written) == Some(message), "{written}");
        }
        assert!(Message::read("{}").is_none() && Message::read("hello").is_none());
    }
}
