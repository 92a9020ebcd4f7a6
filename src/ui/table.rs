//! Tables: a caption, a region that scrolls sideways where the table is wider than the page, headers that sort.
//!
//! What stands in the rows, and their order, is the page's. Of a long table only the rows in sight are drawn.

pub mod long_body;
mod parts;

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

pub use self::long_body::{LONG, LongBody, Row};

use super::icon::{Icon, icon};
use crate::view::{NodeRef, View, effect, view};

/// The word for rows that stand close.
pub const COMPACT: &str = "compact";

/// The classes of a table that looks as `words` say: those of its `columns` that they name are not shown.
#[must_use]
pub fn look(words: &str, columns: &[&str]) -> String {
    let class = |word: &str| match columns.iter().position(|column| *column == word) {
        Some(column) => format!("hide-{}", column + 1),
        None if word == COMPACT => COMPACT.to_owned(),
        None => String::new(),
    };
    words.split(' ').filter(|word| !word.is_empty()).map(class).collect::<Vec<_>>().join(" ")
}

/// A table with its caption, which is for those who do not see the heading above it. `children` are `thead` and
/// `tbody`.
#[component]
pub fn Table(
    /// What the table lists.
    #[prop(into)]
    caption: Signal<String>,
    /// How many rows there are with the header, where not all of them are drawn.
    #[prop(optional)]
    row_count: Option<Signal<String>>,
    /// The classes of the table: its columns are as wide as the style sheet says.
    #[prop(optional, into)]
    look: Signal<String>,
    children: View,
) -> View {
    view! {
        <ScrollRegion label=caption>
            <table class=look aria-rowcount=row_count>
                <caption class="visually-hidden">{caption}</caption>
                {children}
            </table>
        </ScrollRegion>
    }
}

/// Scrolls sideways what is wider than the page. While there is something to scroll, the keyboard can reach it.
#[component]
pub fn ScrollRegion(
    /// Names the region.
    #[prop(into)]
    label: Signal<String>,
    children: View,
) -> View {
    let region = NodeRef::new();
    let scrolls = RwSignal::new(false);
    let measure = move || {
        if let Some(region) = region.get() {
            scrolls.set(region.scroll_width() > region.client_width());
        }
    };
    let watched = move || {
        let region = region.get();
        let content = region.as_ref().and_then(Element::first_element_child);
        [region, content].into_iter().flatten().collect()
    };
    watch_size(Box::new(watched), Rc::new(measure));
    view! {
        <div
            class="scroll-region"
            node_ref=region
            tabindex=move || scrolls.get().then_some("0")
            role=move || scrolls.get().then_some("region")
            aria-label=move || scrolls.get().then(|| label.get())
        >
            {children}
        </div>
    }
}

/// Calls `changed` when one of the elements changes size, and once in the beginning.
fn watch_size(elements: Box<dyn Fn() -> Vec<Element>>, changed: Rc<dyn Fn()>) {
    use wasm_bindgen::closure::Closure;

    effect(move || {
        let changed = Rc::clone(&changed);
        let callback = Closure::<dyn Fn()>::new(move || changed());
        let function: &js_sys::Function = wasm_bindgen::JsCast::unchecked_ref(callback.as_ref());
        // Every browser that runs WebAssembly as we build it has one.
        let Ok(observer) = web_sys::ResizeObserver::new(function) else { return };
        elements().iter().for_each(|element| observer.observe(element));
        let watch = StoredValue::new_local((observer, callback));
        on_cleanup(move || watch.with_value(|(observer, _)| observer.disconnect()));
    });
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest, earliest, A first.
    Ascending,
    /// Largest, latest, Z first.
    Descending,
}

impl SortDirection {
    /// The value of `aria-sort`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// The header of a column that sorts the table.
#[component]
pub fn SortHeader(
    /// Names the column.
    label: &'static str,
    /// How the table is sorted by this column; `None` while it is sorted by another.
    #[prop(into)]
    direction: Signal<Option<SortDirection>>,
    /// Asks to sort by this column, or the other way round.
    #[prop(into)]
    on_sort: Callback<()>,
    /// The column holds numbers, which stand flush right.
    #[prop(optional)]
    numeric: bool,
) -> View {
    let shape = move || match direction.get() {
        None => Icon::Sortable,
        Some(SortDirection::Ascending) => Icon::Ascending,
        Some(SortDirection::Descending) => Icon::Descending,
    };
    view! {
        <th scope="col" class:number=numeric aria-sort=move || direction.get().map(SortDirection::name)>
            <button type="button" class="sort" on:click=move |_| on_sort.run(())>
                {label}
                {move || icon(shape())}
            </button>
        </th>
    }
}
