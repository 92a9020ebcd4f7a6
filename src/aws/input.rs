//! Writing requests: from the structures that the operations declare to JSON. The counterpart of [`reply`](super::reply).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What a request, or a part of one, can be made of.
pub trait ToJson {
    /// The JSON that AWS wants. `null` where there is nothing: requests leave such members out.
    fn to_json(&self) -> Value;
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        self.as_str().into()
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Value {
        (*self).into()
    }
}

impl ToJson for u32 {
    fn to_json(&self) -> Value {
        (*self).into()
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_json)
    }
}

/// No element is nothing: AWS asks for one at least wherever a request has a list.
impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        if self.is_empty() { Value::Null } else { self.iter().map(T::to_json).collect() }
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self) -> Value {
        if self.is_empty() {
            return Value::Null;
        }
        let mut members = Map::new();
        for (key, value) in self {
            put(&mut members, key, value.to_json());
        }
        members.into()
    }
}

/// Adds a member, unless its value is nothing.
// Called for every member of every type.
#[inline(never)]
pub(crate) fn put(members: &mut Map<String, Value>, name: &str, value: Value) {
    if !value.is_null() {
        members.insert(name.to_owned(), value);
    }
}

/// Declares a structure of requests, each member with its wire name: `pub max_results: Option<u32> = "maxResults"`.
macro_rules! input {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$member_meta:meta])* pub $member:ident: $type:ty = $wire:literal,)+ }
    ) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$member_meta])* pub $member: $type,)+
        }

        impl $crate::aws::input::ToJson for $name {
            fn to_json(&self) -> serde_json::Value {
                let mut members = serde_json::Map::new();
                $($crate::aws::input::put(&mut members, $wire, $crate::aws::input::ToJson::to_json(&self.$member));)+
                members.into()
            }
        }
    };
}

/// Declares a structure that requests and replies have in common, as [`input!`] and [`reply!`](super::reply) do.
macro_rules! input_and_reply {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$member_meta:meta])* pub $member:ident: $type:ty = $wire:literal,)+ }
    ) => {
        $crate::aws::input::input! {
            $(#[$meta])*
            pub struct $name { $($(#[$member_meta])* pub $member: $type = $wire,)+ }
        }
        $crate::aws::reply::read_members! { $name { $($member = $wire,)+ } }
    };
}

pub(crate) use {input, input_and_reply};
