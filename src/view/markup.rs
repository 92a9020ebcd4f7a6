//! From markup to elements: reads what `view!` makes of it.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::changing::at_once;
use super::{IntoView, NodeRef, Value, View, append};

/// What is put into markup.
#[derive(Default)]
pub enum Hole {
    /// Nothing any more.
    #[default]
    Filled,
    /// What stands between tags.
    View(View),
    /// The value of an attribute, a property or a class.
    Value(Value),
    /// What an event calls.
    Handler(Box<dyn FnMut(Event)>),
    /// Where to put the element.
    Reference(NodeRef),
}

/// The elements of SVG, which have a namespace of their own.
const SVG: &[&str] = &["svg", "path"];

/// Builds what [`view!`] makes of markup: steps, divided by U+001F, the first character of each telling what it does.
///
/// | step | does |
/// | --- | --- |
/// | `<div` | begins an element |
/// | `@class=field` | gives it an attribute that never changes |
/// | `=id` | gives it an attribute with the value in the next hole |
/// | `.busy` | gives it a class while the value in the next hole is there |
/// | `!checked` | sets its property to the value in the next hole |
/// | `*click` | calls the handler in the next hole |
/// | `&` | puts it into the reference in the next hole |
/// | `"text` | adds a text |
/// | `$` | adds the view in the next hole |
/// | `>` | ends the element |
pub fn build(markup: &'static str, holes: &mut [Hole]) -> View {
    let mut holes = holes.iter_mut().map(std::mem::take);
    // The elements begun and not yet ended; the views outside of any.
    let mut open: Vec<Element> = Vec::new();
    let mut done: Vec<View> = Vec::new();
    for step in markup.split('\u{1f}') {
        let (kind, text) = step.split_at(1);
        let view = match kind {
            "<" => {
                open.push(create(text));
                continue;
            }
            ">" => open.pop().map_or_else(View::default, View::from),
            "\"" => text.into_view(),
            "$" => match holes.next() {
                Some(Hole::View(view)) => view,
                _ => View::default(),
            },
            kind => {
                if let Some(element) = open.last() {
                    equip(element, kind, text, &mut holes);
                }
                continue;
            }
        };
        match open.last() {
            Some(parent) => append(parent, view),
            None => done.push(view),
        }
    }
    if done.len() == 1 { done.pop().unwrap_or_default() } else { View::all(done) }
}

fn create(tag: &str) -> Element {
    let namespace = if SVG.contains(&tag) { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
    let element = document().create_element_ns(Some(namespace), tag);
    element.unwrap_or_else(|_| panic!("view! let <{tag}> pass, which is no name of an element"))
}

/// Does one step of those that concern the element begun last.
fn equip(element: &Element, kind: &str, name: &'static str, holes: &mut dyn Iterator<Item = Hole>) {
    if kind == "@" {
        let (name, value) = name.split_once('=').unwrap_or((name, ""));
        return set_attribute(element, name, Some(value));
    }
    match (kind, holes.next()) {
        ("=", Some(Hole::Value(value))) => {
            let element = element.clone();
            follow(value, Box::new(move |value| set_attribute(&element, name, value)));
        }
        (".", Some(Hole::Value(value))) => {
            let classes = element.class_list();
            let toggle = move |value: Option<&str>| {
                let _refused = classes.toggle_with_force(name, value.is_some());
            };
            follow(value, Box::new(toggle));
        }
        ("!", Some(Hole::Value(value))) => {
            let element = element.clone();
            follow(value, Box::new(move |value| set_property(&element, name, value)));
        }
        ("*", Some(Hole::Handler(handler))) => listen(element, name, handler),
        ("&", Some(Hole::Reference(reference))) => reference.0.set_value(Some(element.clone())),
        // `view!` makes as many holes as there are steps that want one, each of the kind it wants.
        _ => {}
    }
}

fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // Refused only for what is no name of an attribute, and the names stand in the markup.
    let _refused = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets a property of `element`: `value` to a text, any other to whether the value is there.
///
/// One that holds the value already is left alone: writing a text again would move the cursor in it, and wipe a date
/// that is half typed.
fn set_property(element: &Element, name: &str, value: Option<&str>) {
    let wanted = match name {
        "value" => JsValue::from_str(value.unwrap_or_default()),
        _ => JsValue::from_bool(value.is_some()),
    };
    let name = JsValue::from_str(name);
    if js_sys::Reflect::get(element, &name).as_ref() != Ok(&wanted) {
        let _refused = js_sys::Reflect::set(element, &name, &wanted);
    }
}

/// Calls `handler` for each event called `name` on `element`, as long as the component around is there.
fn listen(element: &Element, name: &'static str, handler: Box<dyn FnMut(Event)>) {
    /// Takes the listener away before its code goes: removing a focused element is an event, too.
    struct Listener(Element, &'static str, Closure<dyn FnMut(Event)>);

    impl Drop for Listener {
        fn drop(&mut self) {
            let Self(element, name, closure) = self;
            let _refused = element.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
    }

    let closure = Closure::wrap(handler);
    let _refused = element.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    StoredValue::new_local(Listener(element.clone(), name, closure));
}

/// Takes the text of a value; `None` while it is not there.
type Setter = Box<dyn FnMut(Option<&str>)>;

/// Hands the text of `value` to `set`, again whenever it changes.
fn follow(value: Value, mut set: Setter) {
    match value {
        Value::Absent => set(None),
        Value::Text(text) => set(Some(&text)),
        Value::Changing(mut value) => at_once(Box::new(move || match value() {
            Value::Text(text) => set(Some(&text)),
            // Nobody writes a closure that returns a closure.
            Value::Absent | Value::Changing(_) => set(None),
        })),
    }
}
