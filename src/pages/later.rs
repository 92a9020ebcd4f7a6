//! The pages that are loaded later: training summaries are what the console opens for, and travel first.
//!
//! The build cuts the module in two (`cargo xtask split`). Whatever only [`later_pages`] leads to comes in the second
//! file, which `web/boot.js` loads when asked; hence nothing else here or elsewhere may name these pages. A
//! development build is not cut, and loads nothing.

use std::cell::Cell;

use js_sys::{Function, Object, Promise, Reflect, global};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::detector::DetectorPage;
use super::detector_version::DetectorVersionPage;
use super::detectors::{DetectorsPage, provide_lookup};
use super::mitigation::{self, MitigationPage};
use super::not_found::NotFoundPage;
use super::session::SessionPage;
use super::task::TaskPage;
use crate::routes::Page;
use crate::ui::button::Button;
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::{PageHeader, focus_heading};
use crate::ui::skeleton::Skeleton;
use crate::ui::status_indicator::Tone;
use crate::view::{IntoView, View, view};

/// The later pages, once they are there.
#[derive(Clone, Copy)]
struct Pages {
    /// Provides what they keep while other pages are looked at. For the root of the application.
    provide: fn(),
    /// One of them.
    show: fn(&Page) -> View,
}

thread_local! {
    static PAGES: Cell<Option<Pages>> = const { Cell::new(None) };
}

/// Tells the console that the later pages are there. For `web/boot.js` and tests.
#[wasm_bindgen]
pub fn later_pages() {
    PAGES.set(Some(Pages { provide, show }));
}

fn provide() {
    mitigation::provide_draft();
    provide_lookup();
}

fn show(page: &Page) -> View {
    match page {
        Page::StartMitigation => view! { <MitigationPage/> },
        Page::Task { .. } => view! { <TaskPage/> },
        Page::Detectors => view! { <DetectorsPage/> },
        Page::Detector { .. } => view! { <DetectorPage/> },
        Page::DetectorVersion { .. } => view! { <DetectorVersionPage/> },
        Page::Session => view! { <SessionPage/> },
        Page::Overview | Page::Training | Page::NotFound => view! { <NotFoundPage/> },
    }
}

/// What has come of the later pages.
#[derive(Clone, Debug, PartialEq)]
enum Arrival {
    /// Nothing yet.
    Awaited,
    /// They are there.
    Arrived,
    /// They did not come, and why not.
    Failed(String),
}

/// The later pages of one console. A handle; copies are the same.
#[derive(Clone, Copy)]
struct LaterPages {
    arrival: RwSignal<Arrival>,
    is_loading: RwSignal<bool>,
    /// What they provide lives as long as the console does.
    console: StoredValue<Owner>,
}

/// Lets the components below show later pages.
pub fn provide_later_pages() {
    let later = LaterPages {
        arrival: RwSignal::new(Arrival::Awaited),
        is_loading: RwSignal::new(false),
        console: StoredValue::new(Owner::current().unwrap_or_default()),
    };
    provide_context(later);
    if let Some(pages) = PAGES.get() {
        later.arrive(pages);
    }
}

/// Loads the later pages before anybody opens one: for a page that has got what it needs itself.
pub fn load_later_pages() {
    if let Some(later) = use_context::<LaterPages>() {
        later.load();
    }
}

impl LaterPages {
    /// Loads them, unless they are there or on their way.
    fn load(self) {
        if self.is_loading.get_untracked() || self.arrival.get_untracked() == Arrival::Arrived {
            return;
        }
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = loaded_by_boot().await;
            // The console may be gone by now.
            if self.is_loading.try_set(false).is_some() {
                return;
            }
            match PAGES.get() {
                Some(pages) => self.arrive(pages),
                None => self.fail(answer.err().map_or_else(String::new, |error| in_words(&error))),
            }
        });
    }

    fn arrive(self, pages: Pages) {
        self.console.with_value(|console| console.with(pages.provide));
        let failed = matches!(self.arrival.get_untracked(), Arrival::Failed(_));
        self.arrival.set(Arrival::Arrived);
        if failed {
            // The button that asked for them goes away.
            request_animation_frame(focus_heading);
        }
    }

    fn fail(self, reason: String) {
        let failed = Arrival::Failed(reason);
        // What is in sight, and may have the focus, stays if it says the same.
        if self.arrival.get_untracked() != failed {
            self.arrival.set(failed);
        }
    }
}

/// What an error of JavaScript says.
fn in_words(error: &JsValue) -> String {
    let text = error.dyn_ref::<Object>().map(|error| String::from(error.to_string()));
    text.or_else(|| error.as_string()).unwrap_or_default()
}

/// Has `web/boot.js` load the file.
async fn loaded_by_boot() -> Result<(), JsValue> {
    let load: Function = Reflect::get(&global(), &JsValue::from_str("detectConsoleLoadLater"))?.dyn_into()?;
    let loading: Promise = load.call0(&JsValue::UNDEFINED)?.dyn_into()?;
    JsFuture::from(loading).await.map(drop)
}

/// A later page, or how far it is.
#[component]
pub fn LaterPage(
    /// Which one.
    page: Page,
) -> View {
    let later = expect_context::<LaterPages>();
    later.load();
    let content = move || match (later.arrival.get(), PAGES.get()) {
        (Arrival::Arrived, Some(pages)) => (pages.show)(&page),
        (Arrival::Failed(reason), _) => view! { <Missing later reason/> },
        // Without a heading: the page's own takes the focus when it is there.
        _ => view! { <Skeleton what="the page"/> },
    };
    content.into_view()
}

/// Says that the later pages did not come.
#[component]
fn Missing(later: LaterPages, reason: String) -> View {
    view! {
        <PageHeader title="This page did not load"/>
        <Notice
            tone=Tone::Error
            heading="A part of the console did not arrive, or not unchanged."
            announce=Announce::AtOnce
            actions=view! { <Button busy=later.is_loading on_click=move |()| later.load()>"Retry"</Button> }
        >
            <p>
                "Check the connection and retry. If that does not help, the console may have been updated since you \
                 opened it: reload the page."
            </p>
            <p><code>{reason}</code></p>
        </Notice>
    }
}
