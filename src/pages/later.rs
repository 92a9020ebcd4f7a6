//! The pages that are loaded later: training summaries are what the console opens for, and travel first.
//!
//! The build cuts the module in two (`cargo xtask split`). Whatever only [`later_pages`] leads to comes in the second
//! file, which `web/boot.js` loads when asked; hence nothing else here or elsewhere may name these pages. A
//! development build is not cut, and loads nothing.

use std::cell::Cell;

use js_sys::{Function, Object, Promise, Reflect, global};
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::copy_as::copy_training;
use super::detector::DetectorPage;
use super::detector_version::DetectorVersionPage;
use super::detectors::{DetectorsPage, provide_lookup};
#[cfg(debug_assertions)]
use super::gallery::GalleryPage;
use super::mitigation::{self, MitigationPage};
use super::not_found::NotFoundPage;
use super::overlay::Overlay;
use super::requests::RequestsPage;
use super::session::SessionPage;
use super::settings::SettingsPage;
use super::sign_in::WaysIn;
use super::task::{TaskLookup, TaskPage};
use super::training::Part;
use super::training_tools::{explain_training, nothing_to_show, problems, select_all, selection_bar, training_tools};
use crate::routes::Page;
use crate::ui::button::Button;
use crate::ui::notice::{Announce, Notice};
use crate::ui::notifications::provide_notifications;
use crate::ui::page_header::{PageHeader, focus_heading, name_window};
use crate::ui::skeleton::Skeleton;
use crate::ui::status_indicator::Tone;
use crate::view::{IntoView, View, effect, view};

/// The later pages, once they are there.
#[derive(Clone, Copy)]
struct Pages {
    /// Provides what they keep while other pages are looked at. For the root of the application.
    provide: fn(),
    /// One of them.
    show: fn(&Page) -> View,
    /// The ways in, and why one is out.
    ways_in: fn(again: bool) -> View,
    /// What stands over every page.
    overlay: fn() -> View,
    /// The way to a task, for the page Overview.
    task_lookup: fn() -> View,
    /// A part of the page Training.
    training: fn(Part) -> View,
}

thread_local! {
    static PAGES: Cell<Option<Pages>> = const { Cell::new(None) };
}

/// Tells the console that the later pages are there. For `web/boot.js` and tests.
#[wasm_bindgen]
pub fn later_pages() {
    PAGES.set(Some(Pages { provide, show, ways_in, overlay, task_lookup, training }));
}

fn provide() {
    mitigation::provide_draft();
    provide_lookup();
    provide_notifications();
}

fn show(page: &Page) -> View {
    match page {
        Page::StartMitigation => view! { <MitigationPage/> },
        Page::Task { .. } => view! { <TaskPage/> },
        Page::Detectors => view! { <DetectorsPage/> },
        Page::Detector { .. } => view! { <DetectorPage/> },
        Page::DetectorVersion { .. } => view! { <DetectorVersionPage/> },
        Page::Session => view! { <SessionPage/> },
        Page::Settings => view! { <SettingsPage/> },
        Page::Requests => view! { <RequestsPage/> },
        #[cfg(debug_assertions)]
        Page::Gallery => view! { <GalleryPage/> },
        // Of the first half, which shows them itself.
        Page::Overview | Page::Training | Page::NotFound => view! { <NotFoundPage/> },
    }
}

fn overlay() -> View {
    view! { <Overlay/> }
}

fn task_lookup() -> View {
    view! { <TaskLookup heading="Follow a task"/> }
}

fn training(part: Part) -> View {
    match part {
        Part::CopyAs => copy_training(),
        Part::Tools(shown) => training_tools(shown),
        Part::SelectAll(shown) => select_all(shown),
        Part::Selection(shown) => selection_bar(shown),
        Part::Explanation => explain_training(),
        Part::Problems(of) => problems(of),
        Part::Nothing(collection) => nothing_to_show(collection),
    }
}

fn ways_in(again: bool) -> View {
    view! { <WaysIn again/> }
}

/// What has come of the later pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// Nothing yet.
    Awaited,
    /// They are there.
    Arrived,
    /// They did not come.
    Failed,
}

/// The later pages of the application. A handle; copies are the same.
#[derive(Clone, Copy)]
struct LaterPages {
    arrival: RwSignal<Arrival>,
    is_loading: RwSignal<bool>,
    /// Why they did not come the last time.
    reason: RwSignal<String>,
}

/// Lets the components below show later pages.
pub fn provide_later_pages() {
    let arrival = if PAGES.get().is_some() { Arrival::Arrived } else { Arrival::Awaited };
    provide_context(LaterPages {
        arrival: RwSignal::new(arrival),
        is_loading: RwSignal::new(false),
        reason: RwSignal::new(String::new()),
    });
}

/// What the later pages keep while others are looked at lives as long as the console of one session does.
#[derive(Clone, Copy)]
struct Desk {
    /// The console holds this: it must not hold the console.
    console: StoredValue<WeakOwner>,
    is_laid: StoredValue<bool>,
}

/// Lets the later pages below keep things while others are looked at.
pub fn provide_desk() {
    // Without an owner there are no components below.
    let Some(console) = Owner::current() else { return };
    let desk = Desk { console: StoredValue::new(console.downgrade()), is_laid: StoredValue::new(false) };
    provide_context(desk);
    if let Some(pages) = PAGES.get() {
        desk.lay(pages);
    }
}

impl Desk {
    fn lay(self, pages: Pages) {
        let console = self.console.with_value(WeakOwner::upgrade).filter(|_| !self.is_laid.get_value());
        if let Some(console) = console {
            self.is_laid.set_value(true);
            console.with(pages.provide);
        }
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
                Some(_) => self.arrival.set(Arrival::Arrived),
                None => self.fail(answer.err().map_or_else(String::new, |error| in_words(&error))),
            }
        });
    }

    fn fail(self, reason: String) {
        self.reason.set(reason);
        // What is in sight already, and may have the focus, stays.
        if self.arrival.get_untracked() != Arrival::Failed {
            self.arrival.set(Arrival::Failed);
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
    let desk = expect_context::<Desk>();
    later(Box::new(move |pages| {
        desk.lay(pages);
        (pages.show)(&page)
    }))
}

/// What stands over every page, once the later pages are there.
#[component]
pub fn LaterOverlay() -> View {
    once_arrived(|pages| pages.overlay)
}

/// The way to a task, once the later pages are there.
#[component]
pub fn LaterTaskLookup() -> View {
    once_arrived(|pages| pages.task_lookup)
}

/// A part of a page or over it, once the later pages are there. Until then nothing.
fn once_arrived(part: fn(Pages) -> fn() -> View) -> View {
    let (later, desk) = (expect_context::<LaterPages>(), expect_context::<Desk>());
    let content = move || match (later.arrival.get(), PAGES.get()) {
        (Arrival::Arrived, Some(pages)) => {
            desk.lay(pages);
            part(pages)()
        }
        _ => View::default(),
    };
    content.into_view()
}

/// The ways in and why one is out, or how far they are.
#[component]
pub fn LaterWaysIn(
    /// Whether somebody was here whose page waits.
    again: bool,
) -> View {
    later(Box::new(move |pages| (pages.ways_in)(again)))
}

/// A part of the page Training, from when it is there on.
#[component]
pub fn LaterTraining(
    /// Which one.
    part: Part,
) -> View {
    let (later, desk) = (expect_context::<LaterPages>(), expect_context::<Desk>());
    let content = move || match (later.arrival.get(), part, PAGES.get()) {
        (Arrival::Arrived, _, Some(pages)) => {
            desk.lay(pages);
            (pages.training)(part)
        }
        (Arrival::Failed, Part::Problems(of), _) if of.collection.progress.read().has_failed() => view! {
            <p role="alert">
                "Not everything was read, and the part of the console that says why did not load. Check the connection, \
                 then refresh."
            </p>
        },
        _ => View::default(),
    };
    content.into_view()
}

/// What `show` makes of the later pages when they are there.
fn later(show: Box<dyn Fn(Pages) -> View>) -> View {
    let later = expect_context::<LaterPages>();
    later.load();
    let mut has_failed = false;
    effect(move || match later.arrival.get() {
        Arrival::Failed => has_failed = true,
        // The button that asked for them goes away, here and on no other page.
        Arrival::Arrived if has_failed => request_animation_frame(focus_heading),
        _ => {}
    });
    let content = move || match (later.arrival.get(), PAGES.get()) {
        (Arrival::Arrived, Some(pages)) => show(pages),
        (Arrival::Failed, _) => view! { <NotLoaded later/> },
        _ => {
            name_window("Loading");
            // Without a heading: the page's own takes the focus when it is there.
            view! { <Skeleton what="the page"/> }
        }
    };
    content.into_view()
}

/// Says that the later pages did not come.
#[component]
fn NotLoaded(later: LaterPages) -> View {
    let mut has_tried = false;
    let outcome = move || {
        if later.is_loading.get() {
            has_tried = true;
            "Loading…"
        } else if has_tried {
            "It did not load this time either."
        } else {
            ""
        }
    };
    let reason = move || {
        let reason = later.reason.get();
        (!reason.is_empty()).then(|| view! { <p><code>{reason}</code></p> })
    };
    view! {
        <PageHeader title="This page did not load"/>
        <Notice
            tone=Tone::Error
            heading="A part of the console did not arrive, or arrived damaged."
            announce=Announce::AtOnce
            actions=view! { <Button busy=later.is_loading on_click=move |()| later.load()>"Retry"</Button> }
        >
            <p>
                "Check the connection and retry. If that does not help, the console may have been updated since you \
                 opened it: reload the page."
            </p>
            {reason}
        </Notice>
        // Heard each time: the notice says nothing new.
        <p role="status">{outcome}</p>
    }
}
