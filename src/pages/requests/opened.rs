//! The calls whose details are open. The address names the one that was opened last.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::request_log::LogView;
use crate::view::{effect, focus};

/// What is open, and the address. A handle; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    numbers: RwSignal<BTreeSet<u32>>,
    view: Memo<LogView>,
    set_view: Callback<LogView>,
}

impl Opened {
    /// Nothing but what the address names, now or later: that is gone to as well.
    pub(super) fn new(view: Memo<LogView>, set_view: Callback<LogView>) -> Self {
        let opened = Self { numbers: RwSignal::default(), view, set_view };
        let named = Memo::new(move |_| view.with(|view| view.call));
        effect(move || {
            // One that was opened here is in sight.
            if let Some(number) = named.get()
                && opened.numbers.try_update(|numbers| numbers.insert(number)) == Some(true)
            {
                go_to(number);
            }
        });
        opened
    }

    /// Whether the details of this call are open.
    pub(super) fn has(self, number: u32) -> bool {
        self.numbers.with(|numbers| numbers.contains(&number))
    }

    /// Opens them, or closes them.
    pub(super) fn toggle(self, number: u32) {
        let is_open = self.numbers.try_update(|numbers| !numbers.remove(&number) && numbers.insert(number));
        let view = self.view.get_untracked();
        if is_open == Some(true) {
            self.set_view.run(LogView { call: Some(number), ..view });
        } else if view.call == Some(number) {
            self.set_view.run(LogView { call: None, ..view });
        }
    }
}

/// The id of what opens the details of a call.
pub(super) fn opener_id(number: u32) -> String {
    format!("open-call-{number}")
}

/// Scrolls to a call and moves the focus there, once the heading of the page has had it.
fn go_to(number: u32) {
    request_animation_frame(move || {
        if let Some(opener) = document().get_element_by_id(&opener_id(number)) {
            opener.scroll_into_view();
            focus(&opener);
        }
    });
}
