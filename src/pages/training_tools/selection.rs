//! Picking several summaries, and what can be done with them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, MouseEvent};

use crate::aws::iot::BehaviorModelTrainingSummary;
use crate::context::use_region;
use crate::domain::export::Sheet;
use crate::domain::training_rows::TrainingRows;
use crate::domain::training_selection::{TrainingSelection, name};
use crate::format::count;
use crate::pages::table_tools::export::{Content, Kind, use_saving};
use crate::pages::training::{FILTER, Shown};
use crate::router::use_router;
use crate::routes::SELECTED;
use crate::ui::notifications::notify;
use crate::ui::{CopyButton, Tone};
use crate::view::{View, effect, focus_by_id, view};

/// The id of the box that picks all.
const SELECT_ALL: &str = "training-select-all";

/// The box that picks all rows that the table shows.
pub(in crate::pages) fn select_all(shown: Shown) -> View {
    let Shown { collection, places, selection, .. } = shown;
    let all = Memo::new(move |_| {
        selection.with(|selection| {
            let is_picked = |rows: &TrainingRows, place: &usize| selection.contains(&rows.summaries()[*place]);
            let all = |places: &Vec<usize>| {
                collection.rows.with(|rows| !places.is_empty() && places.iter().all(|place| is_picked(rows, place)))
            };
            !selection.is_empty() && places.with(all)
        })
    });
    let some = Memo::new(move |_| !all.get() && selection.with(|selection| !selection.is_empty()));
    let toggle = move |event| set(shown, &places.get_untracked(), event_target_checked(&event));
    view! {
        <input
            id=SELECT_ALL
            type="checkbox"
            aria-label="Select all that are shown"
            prop:checked=all
            prop:indeterminate=some
            on:change=toggle
        />
    }
}

/// Listens to the boxes in the rows, keeps the address, and offers what can be done with what is picked.
pub(in crate::pages) fn selection_bar(shown: Shown) -> View {
    let Shown { selection, is_ready, .. } = shown;
    follow_the_address(shown);
    listen_to_rows(shown);
    is_ready.set(true);
    on_cleanup(move || {
        is_ready.try_set(false);
    });

    let announced = move || match selection.with(TrainingSelection::len) {
        0 => String::new(),
        number => format!("{} selected", count(number)),
    };
    let is_empty = Memo::new(move |_| selection.with(TrainingSelection::is_empty));
    let bar = move || (!is_empty.get()).then(|| view! { <Bar shown/> });
    view! {
        <p class="visually-hidden" role="status">{announced}</p>
        {bar}
    }
}

/// What can be done with what is picked.
#[component]
fn Bar(shown: Shown) -> View {
    let Shown { collection, places, selection, .. } = shown;
    let found = Memo::new(move |_| picked(shown).len());
    let said = move || {
        let total = selection.with(TrainingSelection::len);
        let is_picked = |rows: &TrainingRows, place: &usize| {
            selection.with(|selection| selection.contains(&rows.summaries()[*place]))
        };
        let in_sight = places
            .with(|places| collection.rows.with(|rows| places.iter().filter(|place| is_picked(rows, place)).count()));
        // Two summaries may have one name.
        let (hidden, absent) = (found.get().saturating_sub(in_sight), total.saturating_sub(found.get()));
        let is_reading = collection.progress.with(|progress| progress.running);
        let mut said = format!("{} selected", count(total));
        if hidden > 0 {
            said += &format!(", {} not shown", count(hidden));
        }
        if absent > 0 {
            said += &format!(", {} {}", count(absent), if is_reading { "not read yet" } else { "not in this region" });
        }
        said
    };
    let too_long = move || selection.with(|selection| selection.write().is_none()).then_some("Too many for a link.");
    let names = Signal::derive(move || picked(shown).iter().map(name).collect::<Vec<_>>().join("\n"));
    let link = Signal::derive(|| window().location().href().unwrap_or_default());
    let (saving, notify) = (use_saving(), notify());
    let save = move |kind| {
        let sheet = Sheet::of_training(untrack(|| picked(shown)).iter());
        let is_partial = !collection.progress.with_untracked(|progress| progress.has_all());
        let of = Some("selected".to_owned());
        let outcome = saving(kind, Content { sheet, rows: "summaries", name: "training", of, is_partial });
        notify(Tone::Info, "Export", outcome);
    };
    let clear = move |_| {
        keep(shown, TrainingSelection::default());
        // Where there is nothing to pick there may be no table, and no box in it.
        focus_by_id(if places.with_untracked(Vec::is_empty) { FILTER } else { SELECT_ALL }.to_owned());
    };
    let export = |label: &'static str, kind| {
        let is_nothing = move || found.get() == 0;
        view! {
            <button type="button" class="button small" prop:disabled=is_nothing on:click=move |_| save(kind)>
                {label}
            </button>
        }
    };
    view! {
        <div class="selection" role="group" aria-label="Selection">
            <p>{said}</p>
            <div class="actions">
                {export("Export CSV", Kind::Csv)}
                {export("Export JSON", Kind::Json)}
                <CopyButton text=names what="names" named=true/>
                <CopyButton text=link what="link" named=true/>
                <button type="button" class="button small" on:click=clear>"Clear selection"</button>
            </div>
            <p class="muted">{too_long}</p>
        </div>
    }
}

/// The summaries that are picked, by their names.
fn picked(shown: Shown) -> Vec<BehaviorModelTrainingSummary> {
    shown.selection.with(|selection| {
        shown.collection.rows.with(|rows| {
            let summaries = rows.by_names().iter().map(|place| &rows.summaries()[*place]);
            summaries.filter(|summary| selection.contains(summary)).cloned().collect()
        })
    })
}

/// Picks the summaries at `places`, or no longer does.
fn set(shown: Shown, places: &[usize], is_picked: bool) {
    let mut selection = shown.selection.get_untracked();
    shown.collection.rows.with_untracked(|rows| {
        for summary in places.iter().filter_map(|place| rows.summaries().get(*place)) {
            selection.set(summary, is_picked);
        }
    });
    keep(shown, selection);
}

fn keep(shown: Shown, selection: TrainingSelection) {
    let written = selection.write().filter(|written| !written.is_empty());
    shown.selection.set(selection);
    let parameters = written.map(|written| (SELECTED, written)).into_iter().collect();
    shown.addressed.set(&[SELECTED], parameters);
}

/// Picks what the address says, and what it says later on: links, Back and Forward lead elsewhere.
fn follow_the_address(shown: Shown) {
    let (router, region) = (use_router(), use_region());
    let written = Memo::new(move |_| {
        router.query().with(|query| TrainingSelection::read(query.get(SELECTED).unwrap_or_default()))
    });
    shown.selection.set(written.get_untracked());
    let known = StoredValue::new((region.get_untracked(), written.get_untracked()));
    effect(move || {
        let (region, written) = (region.get(), written.get());
        let (region_before, written_before) = known.get_value();
        known.set_value((region.clone(), written.clone()));
        let selection = shown.selection.get_untracked();
        if region != region_before && written == written_before {
            // Names of one region mean nothing in another.
            keep(shown, TrainingSelection::default());
        } else if written != selection && !(written.is_empty() && selection.write().is_none()) {
            // What is too long for an address is not taken back by it.
            shown.selection.set(written);
        }
    });
}

/// The boxes are of the first half, and have no code of their own. With the Shift key a box takes along all rows since
/// the one before, wherever that is now.
fn listen_to_rows(shown: Shown) {
    let last = StoredValue::new(String::new());
    let click = window_event_listener_untyped("click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some((target, index)) = target.and_then(|target| row_of(&target).map(|index| (target, index))) else {
            return;
        };
        let places = shown.places.get_untracked();
        let name_at = |place: &usize| {
            shown.collection.rows.with_untracked(|rows| rows.summaries().get(*place).map(name).unwrap_or_default())
        };
        let event: &MouseEvent = event.unchecked_ref();
        let from = if event.shift_key() {
            last.with_value(|last| places.iter().position(|place| name_at(place) == *last))
        } else {
            None
        };
        last.set_value(places.get(index).map(name_at).unwrap_or_default());
        let from = from.unwrap_or(index);
        let range = places.get(from.min(index)..=from.max(index)).unwrap_or_default();
        set(shown, range, target.checked());
    });
    on_cleanup(move || click.remove());
}

/// The index of the row whose box `pressed` is.
fn row_of(pressed: &Element) -> Option<usize> {
    let row = pressed.closest(".training tbody [aria-rowindex]").ok()??;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}
