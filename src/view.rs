//! What pages are made of: Leptos' view syntax over the DOM, without its renderer.
//!
//! [`view!`] reads as Leptos' own and works with its signals and its `#[component]`, but an element is a value here,
//! not a type: `view!` turns markup into a string and the values to put into it. With Leptos' renderer the console was
//! half as large again to download. A part that changes is replaced, not patched: what must keep its focus
//! or its state stands outside of it, or depends on a memo that changes only when it must.
//!
//! Text is set as text: nothing here parses HTML.

mod changing;
mod focus;
mod markup;
mod value;

pub use detect_console_view_macro::view;
use leptos::prelude::*;
use web_sys::{Element, Node};

use self::changing::changing;
pub use self::changing::{Item, Placed, Refill, each, each_placed, effect};
pub use self::focus::{NodeRef, focus, focus_by_id};
pub use self::markup::{Hole, build};
pub use self::value::{IntoValue, Value};

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

/// Puts `view` behind what `parent` already holds.
fn append(parent: &Node, view: View) {
    if let Some(node) = view.0 {
        // Refused for a node that cannot have children only; then there is nothing to show.
        let _refused = parent.append_child(&node);
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
