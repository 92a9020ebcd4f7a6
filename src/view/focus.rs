//! Elements to be had again once they are built, and the focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// An element to be had once the view is built: `node_ref` in [`view!`].
#[derive(Clone, Copy, Debug)]
pub struct NodeRef(pub(super) StoredValue<Option<Element>, LocalStorage>);

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
