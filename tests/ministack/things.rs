//! Operations of AWS IoT that MiniStack knows: one with a query, one with a body, and one that the role may not do.
//!
//! Source: ListThings, CreateThing, DescribeThing, AWS IoT API Reference.

use detect_console::aws::Service;
use detect_console::aws::input::ToJson;
use detect_console::aws::operation::{Auth, Bodies, Effect, Facts, Method, Operation};
use detect_console::aws::reply::{FromJson, Reader};
use serde_json::{Value, json};

const IOT: Facts = Facts {
    name: "",
    service: Service::Iot,
    method: Method::Get,
    path: "/",
    query: &[],
    auth: Auth::SigV4,
    effect: Effect::Read,
    bodies: Bodies::Open,
    translate: None,
    does: "",
};

/// A reply as it comes.
#[derive(Debug)]
pub(crate) struct Reply(pub(crate) Value);

impl FromJson for Reply {
    fn from_json(value: Value, _: &mut Reader) -> Self {
        Self(value)
    }
}

/// `GET /things`
pub(crate) struct ListThings {
    /// Only things with this at `site`.
    pub(crate) site: &'static str,
}

impl ToJson for ListThings {
    fn to_json(&self) -> Value {
        json!({ "attributeName": "site", "attributeValue": self.site })
    }
}

impl Operation for ListThings {
    type Output = Reply;
    const FACTS: &'static Facts =
        &Facts { name: "ListThings", path: "/things", query: &["attributeName", "attributeValue"], ..IOT };
}

/// `POST /things/{thingName}`
pub(crate) struct CreateThing {
    pub(crate) name: &'static str,
    /// An attribute.
    pub(crate) site: &'static str,
}

impl ToJson for CreateThing {
    fn to_json(&self) -> Value {
        json!({ "thingName": self.name, "attributePayload": { "attributes": { "site": self.site } } })
    }
}

impl Operation for CreateThing {
    type Output = Reply;
    const FACTS: &'static Facts =
        &Facts { name: "CreateThing", method: Method::Post, path: "/things/{thingName}", effect: Effect::Write, ..IOT };
}

/// `GET /things/{thingName}`
pub(crate) struct DescribeThing {
    pub(crate) name: &'static str,
}

impl ToJson for DescribeThing {
    fn to_json(&self) -> Value {
        json!({ "thingName": self.name })
    }
}

impl Operation for DescribeThing {
    type Output = Reply;
    const FACTS: &'static Facts = &Facts { name: "DescribeThing", path: "/things/{thingName}", ..IOT };
}
