//! What pages are made of: Leptos' view syntax over the DOM, without its renderer.
//!
//! [`view!`] reads as Leptos' own and works with its signals and its `#[component]`, but an element is a value here,
//! not a type: `view!` turns markup into a string and the values to put into it. With Leptos' renderer the console was
//! half as large again to download. A part that changes is replaced, not patched: what must keep its focus
//! or its state stands outside of it, or depends on a memo that changes only when it must.
//!
//! Text is set as text: nothing here parses HTML.

use std::borrow::Cow;

pub use detect_console_view_macro::view;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::untrack;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, Node, Text};

use crate::order::sort_places;

/// A part of a page, built and not yet in its place. Nothing, a node, or several in a fragment.
#[must_use = "a view that is put nowhere is not seen"]
#[derive(Debug, Default)]
pub struct View(Option<Node>);

impl View {
    /// Several views, one after the other.
    pub fn all(views: impl IntoIterator<Item = Self>) -> Self {
        let fragment = Node::from(document().create_document_fragment());
        views.into_iter().for_each(|view| append(&fragment, view));
        Self(Some(fragment))
    }
}

impl From<Element> for View {
    fn from(element: Element) -> Self {
        Self(Some(element.into()))
    }
}

/// What can stand between tags.
pub trait IntoView {
    /// Builds it.
    fn into_view(self) -> View;
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View(None)
    }
}

impl IntoView for &str {
    fn into_view(self) -> View {
        View((!self.is_empty()).then(|| document().create_text_node(self).into()))
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        self.as_str().into_view()
    }
}

impl IntoView for usize {
    fn into_view(self) -> View {
        self.to_string().into_view()
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> View {
        self.map_or_else(View::default, IntoView::into_view)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> View {
        View::all(self.into_iter().map(IntoView::into_view))
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_view(self) -> View {
        View::all(self.into_iter().map(IntoView::into_view))
    }
}

impl<A: IntoView, B: IntoView> IntoView for (A, B) {
    fn into_view(self) -> View {
        View::all([self.0.into_view(), self.1.into_view()])
    }
}

impl<A: IntoView, B: IntoView, C: IntoView> IntoView for (A, B, C) {
    fn into_view(self) -> View {
        View::all([self.0.into_view(), self.1.into_view(), self.2.into_view()])
    }
}

/// A part that is built anew whenever a signal changes that it looked at.
impl<F: FnMut() -> T + 'static, T: IntoView> IntoView for F {
    fn into_view(mut self) -> View {
        changing(Box::new(move || self().into_view()))
    }
}

impl<T: IntoView + Clone + Send + Sync + 'static> IntoView for Signal<T> {
    fn into_view(self) -> View {
        changing(Box::new(move || self.get().into_view()))
    }
}

impl<T: IntoView + Clone + Send + Sync + 'static> IntoView for Memo<T> {
    fn into_view(self) -> View {
        changing(Box::new(move || self.get().into_view()))
    }
}

/// Gathers the views of an iterator.
pub trait CollectView {
    /// One view of all, one after the other.
    fn collect_view(self) -> View;
}

impl<I: IntoIterator<Item: IntoView>> CollectView for I {
    fn collect_view(self) -> View {
        View::all(self.into_iter().map(IntoView::into_view))
    }
}

/// The value of an attribute, a property or a class.
pub enum Value {
    /// The attribute is not there; the property or the class is off.
    Absent,
    /// A text, empty where being there is all that counts.
    Text(Cow<'static, str>),
    /// One that follows signals.
    Changing(Box<dyn FnMut() -> Value>),
}

/// What an attribute, a property or a class can be given.
pub trait IntoValue {
    /// Makes a value of it.
    fn into_value(self) -> Value;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        if self { Value::Text(Cow::Borrowed("")) } else { Value::Absent }
    }
}

impl IntoValue for u32 {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, IntoValue::into_value)
    }
}

impl<F: FnMut() -> T + 'static, T: IntoValue> IntoValue for F {
    fn into_value(mut self) -> Value {
        Value::Changing(Box::new(move || self().into_value()))
    }
}

impl<T: IntoValue + Clone + Send + Sync + 'static> IntoValue for Signal<T> {
    fn into_value(self) -> Value {
        Value::Changing(Box::new(move || self.get().into_value()))
    }
}

impl<T: IntoValue + Clone + Send + Sync + 'static> IntoValue for Memo<T> {
    fn into_value(self) -> Value {
        Value::Changing(Box::new(move || self.get().into_value()))
    }
}

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

/// Puts `view` behind what `parent` already holds.
fn append(parent: &Node, view: View) {
    if let Some(node) = view.0 {
        // Refused for a node that cannot have children only; then there is nothing to show.
        let _refused = parent.append_child(&node);
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

/// An element to be had once the view is built: `node_ref` in [`view!`].
#[derive(Clone, Copy, Debug)]
pub struct NodeRef(StoredValue<Option<Element>, LocalStorage>);

impl NodeRef {
    /// One that waits for its element.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The element; `None` before it is built and after its component is gone.
    #[must_use]
    pub fn get(self) -> Option<Element> {
        self.0.try_get_value().flatten()
    }

    /// Moves the focus to the element, if it is there.
    pub fn focus(self) {
        if let Some(element) = self.get() {
            focus(&element);
        }
    }
}

impl Default for NodeRef {
    fn default() -> Self {
        Self::new()
    }
}

/// Moves the focus to `element`.
pub fn focus(element: &Element) {
    // Fails only for an element that is not on the page any more.
    let _failed = element.unchecked_ref::<HtmlElement>().focus();
}

/// Moves the focus to the element with this id once the page has changed.
pub fn focus_by_id(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            focus(&element);
        }
    });
}

/// A list whose items keep their nodes, and what is focused or typed in them, for as long as they are in it.
///
/// Each item is drawn by `row`, as one element, when it first appears.
pub fn each<T, F>(items: impl Fn() -> Vec<T> + 'static, row: F) -> View
where
    T: Clone + Ord + 'static,
    F: Fn(T) -> View + 'static,
{
    let (view, end) = anchored();
    // The rows outlive the effect's runs, each of which ends what it made itself.
    let around = Owner::current().unwrap_or_default().downgrade();
    let mut known: Vec<T> = Vec::new();
    let mut rows: Vec<Option<Row>> = Vec::new();
    at_once(Box::new(move || {
        let new = items();
        let mut before: Vec<usize> = (0..known.len()).collect();
        sort_places(&mut before, &|left, right| known[left].cmp(&known[right]));
        let place_before = |item| {
            let found = before.binary_search_by(|place| known[*place].cmp(item)).ok()?;
            Some(before[found])
        };
        let places: Vec<Option<usize>> = new.iter().map(place_before).collect();
        rows = rearrange(&mut rows, &places, &end, &|place| {
            let owner = around.upgrade().unwrap_or_default().with(Owner::new);
            let view = owner.with(|| untrack(|| row(new[place].clone())));
            view.0.map(|node| Row { node, owner })
        });
        known = new;
    }));
    view
}

/// Takes those of `rows` that `places` names, makes those it does not, and puts them in this order before `end`.
fn rearrange(
    rows: &mut [Option<Row>],
    places: &[Option<usize>],
    end: &Node,
    make: &dyn Fn(usize) -> Option<Row>,
) -> Vec<Option<Row>> {
    let kept = |(place, before): (usize, &Option<usize>)| {
        before.and_then(|before| rows[before].take()).or_else(|| make(place))
    };
    let arranged: Vec<Option<Row>> = places.iter().enumerate().map(kept).collect();
    for Row { node, owner } in rows.iter_mut().filter_map(Option::take) {
        // Its listeners go first: removing a focused element is an event, too.
        drop(owner);
        remove(&node);
    }
    arrange(&arranged, end);
    arranged
}

/// An item of a list.
struct Row {
    node: Node,
    /// Ends what the row has started when it is dropped.
    owner: Owner,
}

/// Puts `rows` before `end` in this order, moving those only that are not in their place.
fn arrange(rows: &[Option<Row>], end: &Node) {
    let Some(parent) = end.parent_node() else { return };
    let mut next = end.clone();
    for Row { node, .. } in rows.iter().flatten().rev() {
        if next.previous_sibling().as_ref() != Some(node) {
            let _refused = parent.insert_before(node, Some(&next));
        }
        next = node.clone();
    }
}

/// Builds `content` inside `parent`. It stays until the owner given back is cleaned up or dropped.
#[must_use = "what is mounted ends with its owner"]
pub fn mount(parent: &Node, content: impl FnOnce() -> View) -> Owner {
    // Fails when it has been done before.
    let _done = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    append(parent, owner.with(content));
    owner
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

/// Runs `run` once what is being built is on the page, and again whenever a signal changes that it looked at, as long
/// as the component around is there. Compiled once, unlike Leptos' `Effect`.
pub fn effect(run: impl FnMut() + 'static) {
    fn boxed(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    boxed(Box::new(run));
}

/// Runs `run` now, and again whenever a signal changes that it looked at, as long as the component around is there.
fn at_once(mut run: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

/// A part that is replaced whenever a signal changes that `content` looked at.
fn changing(mut content: Box<dyn FnMut() -> View>) -> View {
    let (view, end) = anchored();
    let start = end.previous_sibling();
    at_once(Box::new(move || {
        let new = content().0;
        let old = end.previous_sibling().filter(|old| Some(old) != start.as_ref());
        // A text that says the same is not said again by a screen reader.
        if let (Some(old), Some(new)) = (&old, &new)
            && old.previous_sibling() == start
            && let (Some(old), Some(new)) = (old.dyn_ref::<Text>(), new.dyn_ref::<Text>())
        {
            let text = new.data();
            if old.data() != text {
                old.set_data(&text);
            }
            return;
        }
        while let Some(old) = end.previous_sibling().filter(|old| Some(old) != start.as_ref()) {
            remove(&old);
        }
        if let (Some(new), Some(parent)) = (new, end.parent_node()) {
            let _refused = parent.insert_before(&new, Some(&end));
        }
    }));
    view
}

/// A fragment of two empty texts, and the second one: what stands between them can be found again.
fn anchored() -> (View, Node) {
    let anchor = || Node::from(document().create_text_node(""));
    let end = anchor();
    let fragment = View::all([View(Some(anchor())), View(Some(end.clone()))]);
    (fragment, end)
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // Refused only where somebody else has removed it.
        let _refused = parent.remove_child(node);
    }
}
