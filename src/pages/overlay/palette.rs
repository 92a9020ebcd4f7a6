//! The command palette: pages, detectors, security profiles and actions, found by some of their letters; tasks and
//! detectors by their IDs, listed or not.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;

use super::link::link;
use super::{Open, dialog};
use crate::aws::Paginated;
use crate::aws::fraud_detector::{DetectorId, GetDetectors};
use crate::aws::iot::{ListSecurityProfiles, MitigationActionsTaskId};
use crate::context::{use_client, use_region, use_regions};
use crate::domain::command_search::matches;
use crate::domain::training_view::TrainingView;
use crate::preferences::{THEME, use_preferences};
use crate::router::{Back, use_page, use_router};
use crate::routes::{self, Query};
use crate::session::use_session;
use crate::ui::copy_button::copy_to_clipboard;
use crate::ui::notifications::notify;
use crate::ui::status_indicator::Tone;
use crate::ui::{Load, LoadState, use_load};
use crate::view::{CollectView, NodeRef, View, effect, view};

/// How many are shown at once.
const SHOWN: usize = 50;

/// The id of the list, and what the ids of its entries begin with.
const LIST: &str = "commands";

/// Something that can be done.
#[derive(Clone)]
struct Command {
    name: String,
    run: Rc<dyn Fn()>,
}

/// The palette.
#[component]
pub(super) fn Palette(open: RwSignal<Option<Open>>) -> View {
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let field = NodeRef::new();
    let has_opened = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || open.get() == Some(Open::Palette)
    });
    let (fixed, loaded) = (StoredValue::new_local(fixed()), loaded(has_opened));
    let all = move || {
        let mut all = fixed.get_value();
        all.extend(loaded());
        all
    };
    let by_id = by_id();
    let found = Signal::derive_local(move || {
        let all = all();
        let names: Vec<_> = all.iter().map(|command| command.name.clone()).collect();
        let typed = typed.read();
        let matching = matches(&names, &typed).into_iter().map(|place| all[place].clone());
        matching.chain(by_id(&typed)).collect::<Vec<_>>()
    });
    effect(move || {
        if open.get() == Some(Open::Palette) {
            typed.set(String::new());
            active.set(0);
            field.focus();
        }
    });
    let choose = move |place: usize| {
        if let Some(command) = found.get_untracked().get(place) {
            open.set(None);
            (command.run)();
        }
    };
    let press = move |event: web_sys::Event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let last = found.with_untracked(Vec::len).min(SHOWN).saturating_sub(1);
        match &*event.key() {
            "ArrowDown" => active.update(|active| *active = if *active < last { *active + 1 } else { 0 }),
            "ArrowUp" => active.update(|active| *active = active.checked_sub(1).unwrap_or(last)),
            "Home" => active.set(0),
            "End" => active.set(last),
            "Enter" => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    // The active one is scrolled to when the list has been drawn.
    effect(move || {
        let id = format!("{LIST}-{}", active.get());
        request_animation_frame(move || {
            if let Some(entry) = document().get_element_by_id(&id) {
                entry.scroll_into_view_with_bool(false);
            }
        });
    });
    let entry = move |(place, command): (usize, Command)| {
        view! {
            <li
                id=format!("{LIST}-{place}")
                role="option"
                aria-selected=move || (active.get() == place).to_string()
                on:click=move |_| choose(place)
            >
                {command.name}
            </li>
        }
    };
    let entries = move || found.get().into_iter().take(SHOWN).enumerate().map(entry).collect_view();
    let count = move || match found.with(Vec::len) {
        0 => "Nothing is called that.".to_owned(),
        count if count > SHOWN => format!("The first {SHOWN} of {count}. Type more letters."),
        _ => String::new(),
    };
    let content = view! {
        <input
            type="text"
            role="combobox"
            aria-label="Command"
            aria-expanded="true"
            aria-controls=LIST
            aria-activedescendant=move || (!found.read().is_empty()).then(|| format!("{LIST}-{}", active.get()))
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="Page, detector, security profile, action or task ID"
            node_ref=field
            prop:value=move || typed.get()
            on:input=move |event| {
                active.set(0);
                typed.set(event_target_value(&event));
            }
            on:keydown=press
        />
        <ul id=LIST role="listbox" aria-label="Commands">{entries}</ul>
        <p role="status" class="muted">{count}</p>
    };
    dialog("overlay palette", "Command palette", open, Open::Palette, content)
}

/// What can be done on every page.
fn fixed() -> Vec<Command> {
    let (router, region, session, preferences) = (use_router(), use_region(), use_session(), use_preferences());
    let (page, notify) = (use_page(), notify());
    let mut commands = Vec::new();
    let mut add = |name: String, run: Rc<dyn Fn()>| commands.push(Command { name, run });
    for (name, path) in [
        ("Overview", routes::OVERVIEW),
        ("Training", routes::TRAINING),
        ("Start mitigation", routes::MITIGATION_NEW),
        ("Detectors", routes::DETECTORS),
        ("Request log", routes::REQUESTS),
        ("Session", routes::SESSION),
        ("Settings", routes::SETTINGS),
    ] {
        add(name.to_owned(), Rc::new(move || router.go(&routes::href(path, &region.get_untracked()), Back::Here)));
    }
    add(
        "Copy a link to this page".to_owned(),
        Rc::new(move || {
            // Elsewhere another region may be the default.
            let query = router.query().get_untracked().with(routes::REGION, region.get_untracked().as_str());
            let origin = window().location().origin().unwrap_or_default();
            let address =
                |query: &Query| origin.clone() + &router.href(&(router.path().get_untracked() + &query.to_string()));
            let (link, told) = link(&page.get_untracked(), query, address);
            spawn_local(async move {
                if copy_to_clipboard(&link).await {
                    notify(Tone::Success, "Link copied", told);
                } else {
                    notify(Tone::Error, "The browser did not allow copying", "Copy the address instead.".to_owned());
                }
            });
        }),
    );
    for other in use_regions() {
        add(
            format!("Region {other}"),
            Rc::new(move || {
                let query = router.query().get_untracked().with(routes::REGION, other.as_str());
                router.set_query(&query);
            }),
        );
    }
    for theme in THEME.values() {
        add(format!("Theme: {theme}"), Rc::new(move || preferences.set(&THEME, theme)));
    }
    add("Sign out".to_owned(), Rc::new(move || session.sign_out()));
    commands
}

/// The pages of what `typed` may be the ID of. Whether there is such a thing, its page tells.
fn by_id() -> impl Fn(&str) -> Vec<Command> + Copy + 'static {
    let (region, router) = (use_region(), use_router());
    move |typed| {
        let typed = typed.trim();
        let open = |what: &str, path: String| Command {
            name: format!("Open {what} {typed}"),
            run: Rc::new(move || router.go(&routes::href(&path, &region.get_untracked()), Back::Here)),
        };
        let task = MitigationActionsTaskId::new(typed).ok().map(|id| open("task", routes::task(&id)));
        let detector = DetectorId::new(typed).ok().map(|id| open("detector", routes::detector(&id)));
        task.into_iter().chain(detector).collect()
    }
}

/// Detectors and security profiles, read when the palette is first opened. Where that is not allowed there are none.
fn loaded(has_opened: Memo<bool>) -> impl Fn() -> Vec<Command> + Copy + 'static {
    let (region, router) = (use_region(), use_router());
    let (detectors, profiles) = (listed::<GetDetectors>(has_opened), listed::<ListSecurityProfiles>(has_opened));
    move || {
        let mut commands = Vec::new();
        let mut add = |name: String, path: String| {
            commands.push(Command { name, run: Rc::new(move || router.go(&path, Back::Here)) });
        };
        if let LoadState::Ready(detectors) = detectors.get() {
            for id in detectors.into_iter().filter_map(|detector| detector.detector_id) {
                add(format!("Detector {id}"), routes::href(&routes::detector(&id), &region.read()));
            }
        }
        if let LoadState::Ready(profiles) = profiles.get() {
            for name in profiles.into_iter().filter_map(|profile| profile.name) {
                let view = TrainingView { filter: name.to_string(), ..TrainingView::default() };
                let query =
                    view.to_query().iter().fold(Query::default(), |query, (name, value)| query.with(name, value));
                let query = query.with(routes::REGION, region.read().as_str());
                add(format!("Training of security profile {name}"), format!("{}{query}", routes::TRAINING));
            }
        }
        commands
    }
}

/// What `O` lists in the region worked in, read once the palette has been opened.
fn listed<O: Paginated + Default + 'static>(has_opened: Memo<bool>) -> Load<Vec<O::Item>> {
    let (client, region) = (StoredValue::new_local(use_client()), use_region());
    use_load(move || {
        let pages = has_opened.get().then(|| client.get_value().pages(&region.read(), O::default()));
        async move {
            match pages {
                Some(pages) => pages.all().await,
                None => Ok(Vec::new()),
            }
        }
    })
}
