//! Reading replies: from JSON to the structures that the operations declare.
//!
//! A reply is parsed once, to a [`Value`], and taken apart by a few functions that are compiled once. Derived
//! deserializers are compiled anew for every structure, 2 to 3 kilobytes each, and were a fifth of the core.
//!
//! What AWS leaves out and what it sends as `null` are the same: nothing, or an empty list or map. Members that this
//! version of the console does not know are ignored.

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value};

/// What a reply, or a part of one, can be read as.
pub trait FromJson: Sized {
    /// Reads `value`, which is `null` where the reply leaves it out.
    ///
    /// A value of another kind is reported to `reader`, and [`read`] then throws away whatever this returns: a
    /// `Result` for each of a hundred members would mean as many ways out, each with its own clearing up.
    fn from_json(value: Value, reader: &mut Reader) -> Self;
}

/// Nothing is read of a reply that holds nothing.
impl FromJson for () {
    fn from_json(_: Value, _: &mut Reader) -> Self {}
}

/// Why a reply is not what AWS documents.
///
/// Displays as what was expected, and where; not as what stands there instead, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where in the reply, such as `behaviors[0].name`; empty for the reply as a whole.
    pub path: String,
    /// What was expected there, such as `a text`.
    pub expected: &'static str,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the answer" } else { &self.path };
        write!(formatter, "{path} is not {}", self.expected)
    }
}

impl std::error::Error for Unreadable {}

/// Reads a reply, or a structure of one.
///
/// # Errors
/// The first value that is of another kind than expected.
pub fn read<T: FromJson>(reply: Value) -> Result<T, Unreadable> {
    let mut reader = Reader { path: String::new(), unreadable: None };
    let read = T::from_json(reply, &mut reader);
    reader.unreadable.map_or(Ok(read), Err)
}

/// Where the reading of a reply is, and what could not be read so far.
#[derive(Debug)]
pub struct Reader {
    path: String,
    unreadable: Option<Unreadable>,
}

impl Reader {
    /// Reports that the value being read is not `expected`, such as `a text`. The first report counts.
    pub(crate) fn expected(&mut self, expected: &'static str) {
        let path = &self.path;
        self.unreadable.get_or_insert_with(|| Unreadable { path: path.clone(), expected });
    }

    /// The members of an object; see [`Self::member`].
    pub(crate) fn members(&mut self, value: Value) -> Map<String, Value> {
        if let Value::Object(members) = value {
            return members;
        }
        self.expected("an object");
        Map::new()
    }

    /// Reads the member called `name`.
    // Called for every member of every type: inlined, it would be there a hundred times.
    #[inline(never)]
    pub(crate) fn member<T: FromJson>(&mut self, members: &mut Map<String, Value>, name: &str) -> T {
        let outside = self.enter(name);
        let read = T::from_json(take(members, name), self);
        self.leave(outside);
        read
    }

    /// Goes on to a member. The path is that of the object again after [`Self::leave`] with what this returns.
    #[inline(never)]
    fn enter(&mut self, member: &str) -> usize {
        let outside = self.path.len();
        if outside > 0 {
            self.path.push('.');
        }
        self.path.push_str(member);
        outside
    }

    /// Goes on to an element of a list, as [`Self::enter`] does to a member.
    #[inline(never)]
    fn enter_element(&mut self, index: usize) -> usize {
        let outside = self.path.len();
        self.path.push_str(&format!("[{index}]"));
        outside
    }

    #[inline(never)]
    fn leave(&mut self, outside: usize) {
        self.path.truncate(outside);
    }
}

/// Takes a member out of an object; `null` if it is not there.
#[inline(never)]
fn take(members: &mut Map<String, Value>, name: &str) -> Value {
    members.remove(name).unwrap_or_default()
}

impl FromJson for String {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        if let Value::String(text) = value {
            return text;
        }
        reader.expected("a text");
        Self::new()
    }
}

impl FromJson for bool {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        value.as_bool().unwrap_or_else(|| {
            reader.expected("true or false");
            false
        })
    }
}

impl FromJson for i64 {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        value.as_i64().unwrap_or_else(|| {
            reader.expected("a whole number");
            0
        })
    }
}

impl FromJson for i32 {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        Self::try_from(i64::from_json(value, reader)).unwrap_or_else(|_| {
            reader.expected("a whole number of 32 bits");
            0
        })
    }
}

impl FromJson for f64 {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        value.as_f64().unwrap_or_else(|| {
            reader.expected("a number");
            0.0
        })
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        (!value.is_null()).then(|| T::from_json(value, reader))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        let mut read = Self::new();
        match value {
            Value::Null => {}
            Value::Array(elements) => {
                for (index, element) in elements.into_iter().enumerate() {
                    let outside = reader.enter_element(index);
                    read.push(T::from_json(element, reader));
                    reader.leave(outside);
                }
            }
            _ => reader.expected("a list"),
        }
        read
    }
}

impl<K: From<String> + Ord, T: FromJson> FromJson for BTreeMap<K, T> {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        let mut read = Self::new();
        if !value.is_null() {
            for (key, element) in reader.members(value) {
                let outside = reader.enter(&key);
                read.insert(key.into(), T::from_json(element, reader));
                reader.leave(outside);
            }
        }
        read
    }
}

/// Declares a structure of a reply, each member with its wire name: `pub name: Option<BehaviorName> = "name"`.
macro_rules! reply {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$member_meta:meta])* pub $member:ident: $type:ty = $wire:literal,)+ }
    ) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$member_meta])* pub $member: $type,)+
        }

        $crate::aws::reply::read_members! { $name { $($member = $wire,)+ } }
    };
}

/// Reads a structure from its members by their wire names: a part of [`reply!`].
macro_rules! read_members {
    ($name:ident { $($member:ident = $wire:literal,)+ }) => {
        impl $crate::aws::reply::FromJson for $name {
            fn from_json(value: serde_json::Value, reader: &mut $crate::aws::reply::Reader) -> Self {
                let mut members = reader.members(value);
                Self { $($member: reader.member(&mut members, $wire),)+ }
            }
        }
    };
}

pub(crate) use {read_members, reply};

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[expect(unreachable_pub, reason = "the macro declares types for other modules to use")]
    mod example {
        use super::*;

        reply! {
            /// An example.
            #[derive(Debug, PartialEq)]
            pub struct Basket {
                /// A text.
                pub owner: Option<String> = "basketOwner",
                /// Structures.
                pub fruits: Vec<Fruit> = "fruits",
                /// A map.
                pub prices: BTreeMap<String, f64> = "prices",
            }
        }

        reply! {
            /// An example.
            #[derive(Debug, PartialEq)]
            pub struct Fruit {
                /// A number that must be there.
                pub weight: i32 = "weight",
                /// One that need not.
                pub ripe: Option<bool> = "ripe",
            }
        }
    }
    use example::{Basket, Fruit};

    #[test]
    fn members_are_read_by_their_wire_names_and_unknown_ones_ignored() {
        let reply = json!({
            "basketOwner": "Eve", "fruits": [{ "weight": 5, "ripe": true }, { "weight": -1, "worms": {} }],
            "prices": { "apple": 1, "pear": 2.5 }, "owner": 7,
        });
        let expected = Basket {
            owner: Some("Eve".to_owned()),
            fruits: vec![Fruit { weight: 5, ripe: Some(true) }, Fruit { weight: -1, ripe: None }],
            prices: BTreeMap::from([("apple".to_owned(), 1.0), ("pear".to_owned(), 2.5)]),
        };
        assert_eq!(read(reply), Ok(expected));
    }

    #[test]
    fn null_is_the_same_as_nothing() {
        let nothing = Basket { owner: None, fruits: Vec::new(), prices: BTreeMap::new() };
        assert_eq!(read(json!({})).as_ref(), Ok(&nothing));
        assert_eq!(read(json!({ "basketOwner": null, "fruits": null, "prices": null })), Ok(nothing));
    }

    #[track_caller]
    fn check_unreadable(reply: Value, expected: &str) {
        assert_eq!(read::<Basket>(reply).map_err(|error| error.to_string()), Err(expected.to_owned()));
    }

    #[test]
    fn an_error_tells_where_and_what_was_expected_and_not_what_was_there() {
        check_unreadable(json!("secret"), "the answer is not an object");
        check_unreadable(json!(null), "the answer is not an object");
        check_unreadable(json!({ "basketOwner": 5 }), "basketOwner is not a text");
        check_unreadable(json!({ "fruits": {} }), "fruits is not a list");
        check_unreadable(json!({ "fruits": [{ "weight": 1 }, null] }), "fruits[1] is not an object");
        check_unreadable(
            json!({ "fruits": [{ "weight": 1, "ripe": "secret" }] }),
            "fruits[0].ripe is not true or false",
        );
        check_unreadable(json!({ "fruits": [{}] }), "fruits[0].weight is not a whole number");
        check_unreadable(json!({ "fruits": [{ "weight": 1.0 }] }), "fruits[0].weight is not a whole number");
        check_unreadable(
            json!({ "fruits": [{ "weight": 2_147_483_648_i64 }] }),
            "fruits[0].weight is not a whole number of 32 bits",
        );
        check_unreadable(json!({ "prices": { "apple": "secret" } }), "prices.apple is not a number");
        check_unreadable(json!({ "prices": [] }), "prices is not an object");
    }

    #[test]
    fn the_first_of_several_errors_is_told() {
        check_unreadable(
            json!({ "fruits": [{ "ripe": 1 }, 2], "prices": 3 }),
            "fruits[0].weight is not a whole number",
        );
    }
}
