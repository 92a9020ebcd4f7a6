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
use crate::pages::training::Shown;
use crate::ui::CopyButton;
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
    let Shown { collection, places, selection, addressed, .. } = shown;
    let written = Memo::new(move |_| addressed.with(|query| query.get("selected").unwrap_or_default().to_owned()));
    selection.set(TrainingSelection::read(&written.get_untracked()));
    // Links, Back and Forward. What is too long for an address is not taken back by it.
    effect(move || {
        let written = TrainingSelection::read(&written.get());
        let is_known = selection
            .with_untracked(|selection| *selection == written || written.is_empty() && selection.write().is_none());
        if !is_known {
            selection.set(written);
        }
    });
    listen_to_rows(shown);
    // Names of one region mean nothing in another.
    let region = use_region();
    let picked_in = StoredValue::new(region.get_untracked());
    effect(move || {
        let region = region.get();
        if picked_in.with_value(|picked_in| *picked_in != region) {
            picked_in.set_value(region);
            keep(shown, TrainingSelection::default());
        }
    });

    // Said in two places.
    let said = Memo::new(move |_| {
        let total = selection.with(TrainingSelection::len);
        let is_picked = |rows: &TrainingRows, place: &usize| {
            selection.with(|selection| selection.contains(&rows.summaries()[*place]))
        };
        let in_sight = places
            .with(|places| collection.rows.with(|rows| places.iter().filter(|place| is_picked(rows, place)).count()));
        match (total, total - in_sight) {
            (0, _) => String::new(),
            (total, 0) => format!("{} selected", count(total)),
            (total, hidden) => format!("{} selected, {} not shown", count(total), count(hidden)),
        }
    });
    let too_long = move || {
        selection
            .with(|selection| selection.write().is_none())
            .then_some("Too many for a link: they are not in the address.")
    };
    let names = Signal::derive(move || picked(shown).iter().map(name).collect::<Vec<_>>().join("\n"));
    let saving = use_saving();
    let clear = move |_| {
        keep(shown, TrainingSelection::default());
        focus_by_id(SELECT_ALL.to_owned());
    };
    let is_empty = Memo::new(move |_| selection.with(TrainingSelection::is_empty));
    let bar = move || {
        let outcome = RwSignal::new(String::new());
        let save = move |kind| {
            let sheet = Sheet::of_training(untrack(|| picked(shown)).iter());
            let is_partial = !collection.progress.with_untracked(|progress| progress.has_all());
            let of = Some("selected".to_owned());
            outcome.set(saving(kind, Content { sheet, rows: "summaries", name: "training", of, is_partial }));
        };
        (!is_empty.get()).then(|| view! {
            <div class="selection" role="group" aria-label="Selection">
                <p>{said}</p>
                <div class="actions">
                    <button type="button" class="button small" on:click=move |_| save(Kind::Csv)>"Export CSV"</button>
                    <button type="button" class="button small" on:click=move |_| save(Kind::Json)>"Export JSON"</button>
                    <CopyButton text=names what="names" named=true/>
                    <button type="button" class="button small" on:click=clear>"Clear selection"</button>
                </div>
                <p role="status">{move || outcome.get()}</p>
                <p class="muted">{too_long}</p>
            </div>
        })
    };
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        {bar}
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
    shown
        .addressed
        .set(TrainingSelection::PARAMETERS, written.map(|written| ("selected", written)).into_iter().collect());
}

/// The boxes are of the first half, and have no code of their own. With the Shift key a box takes along all rows since
/// the one before.
fn listen_to_rows(shown: Shown) {
    // Those that somebody was quicker to tick than this half to arrive.
    let ticked = document().query_selector_all(".training tbody input:checked");
    let ticked = ticked.map(|boxes| (0..boxes.length()).filter_map(|index| boxes.get(index)).collect::<Vec<_>>());
    let indexes = ticked.unwrap_or_default().iter().filter_map(|node| row_of(node.dyn_ref()?)).collect::<Vec<_>>();
    let places = shown
        .places
        .with_untracked(|places| indexes.iter().filter_map(|index| places.get(*index).copied()).collect::<Vec<_>>());
    if !places.is_empty() {
        set(shown, &places, true);
    }
    let last = StoredValue::new(indexes.last().copied());
    let click = window_event_listener_untyped("click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some((target, index)) = target.and_then(|target| row_of(&target).map(|index| (target, index))) else {
            return;
        };
        let event: &MouseEvent = event.unchecked_ref();
        let from = last.get_value().filter(|_| event.shift_key()).unwrap_or(index);
        last.set_value(Some(index));
        let places = shown.places.with_untracked(|places| {
            let range = from.min(index)..=from.max(index).min(places.len().saturating_sub(1));
            places.get(range).unwrap_or_default().to_vec()
        });
        set(shown, &places, target.checked());
    });
    on_cleanup(move || click.remove());
}

/// The index of the row whose box `pressed` is.
fn row_of(pressed: &Element) -> Option<usize> {
    let row = pressed.closest(".training tbody [aria-rowindex]").ok()??;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}
