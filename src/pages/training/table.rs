//! The table of training summaries.

use leptos::prelude::*;

use super::{Part, Shown};
use crate::aws::Timestamp;
use crate::aws::iot::{BehaviorModelTrainingSummary, ModelStatus};
use crate::domain::training_rows::TrainingRows;
use crate::domain::training_selection::{TrainingSelection, name};
use crate::domain::training_view::{Column, DatapointsMeaning, Order, TrainingView, datapoints_meaning};
use crate::format;
use crate::pages::LaterTraining;
use crate::preferences::{TIMES, use_preferences};
use crate::ui::status_indicator::{StatusIndicator, Tone};
use crate::ui::table::{LongBody, Row, SortDirection, SortHeader, Table, look};
use crate::ui::time::Time;
use crate::view::{IntoView, View, view};

/// The id of what the second half of the module shows a whole summary in.
pub(crate) const DETAILS: &str = "training-details";

/// The rows of `rows` at the places `shown`, under headers that sort. A row is drawn once, until it says something else.
#[component]
pub(super) fn TrainingTable(
    rows: RwSignal<TrainingRows>,
    shown: Shown,
    view: Memo<TrainingView>,
    set_view: Callback<TrainingView>,
) -> View {
    let Shown { places, words, selection, is_ready, .. } = shown;
    let header = move |column: Column| {
        let direction = Signal::derive(move || {
            let Order { by, descending } = view.with(|view| view.order);
            let direction = if descending { SortDirection::Descending } else { SortDirection::Ascending };
            (by == column).then_some(direction)
        });
        let on_sort = move |()| set_view.run(view.with_untracked(|view| view.sorted_by(column)));
        view! { <SortHeader label=column.heading() direction on_sort numeric=column == Column::DatapointsCollected/> }
    };
    let key = move |place| rows.with(|rows| rows.number(place)).unwrap_or_default().to_string();
    let summary = move |place: usize| rows.with_untracked(|rows| rows.summaries()[place].clone());
    let draw = move |place: usize| {
        let shown = RwSignal::new(summary(place));
        let show = move |place| {
            let summary = summary(place);
            if shown.with_untracked(|shown| *shown != summary) {
                shown.set(summary);
            }
        };
        Row { view: row(shown, selection, is_ready), show: Box::new(show) }
    };
    let preferences = use_preferences();
    let columns: Vec<_> = std::iter::once("").chain(Column::ALL.map(Column::key)).collect();
    let look = Signal::derive(move || ["training", preferences.get(&TIMES), &look(&words.read(), &columns)].join(" "));
    let total = Signal::derive(move || rows.with(|rows| rows.summaries().len()));
    let row_count = Signal::derive(move || (places.with(Vec::len) + 1).to_string());
    view! {
        <Table caption="Training summaries" row_count look>
            <thead>
                <tr aria-rowindex="1">
                    <td><LaterTraining part=Part::SelectAll(shown)/></td>
                    {Column::ALL.map(header)}
                </tr>
            </thead>
            <LongBody total rows=places key=Box::new(key) draw=Box::new(draw)/>
        </Table>
    }
}

fn row(
    summary: RwSignal<BehaviorModelTrainingSummary>,
    selection: RwSignal<TrainingSelection>,
    is_ready: RwSignal<bool>,
) -> View {
    let is_picked = Memo::new(move |_| summary.with(|summary| selection.with(|selection| selection.contains(summary))));
    let label = move || "Select ".to_owned() + &summary.with(name);
    view! {
        <tr class:picked=is_picked>
            <td><input
                type="checkbox"
                aria-label=label
                prop:checked=is_picked
                prop:disabled=move || !is_ready.get()
            /></td>
            {Column::ALL.map(|column| cell(column, summary))}
        </tr>
    }
}

/// Little changes in it when the summary does: rows are filled anew while somebody types.
fn cell(column: Column, summary: RwSignal<BehaviorModelTrainingSummary>) -> View {
    match column {
        Column::SecurityProfile => {
            let profile =
                move || summary.with(|summary| summary.security_profile_name.as_ref().map(ToString::to_string));
            view! { <td><bdi>{profile}</bdi></td> }
        }
        Column::Behavior => {
            let behavior = move || summary.with(|summary| summary.behavior_name.as_ref().map(ToString::to_string));
            view! {
                <th scope="row">
                    <button type="button" class="link" popovertarget=DETAILS popovertargetaction="show">
                        <bdi>{behavior}</bdi>
                    </button>
                </th>
            }
        }
        Column::Status => {
            let name = |summary: &BehaviorModelTrainingSummary| {
                summary.model_status.as_ref().map_or_else(String::new, |status| status.as_str().to_owned())
            };
            let known = Memo::new(move |_| summary.with(name));
            let status = move || known.with(|known| (!known.is_empty()).then(|| status(&known.clone().into())));
            view! { <td>{status}</td> }
        }
        Column::DatapointsCollected => datapoints(summary),
        Column::CollectionStarted => {
            time(summary, |summary| summary.training_data_collection_start_date, "Not started")
        }
        Column::LastRefresh => time(summary, |summary| summary.last_model_refresh_date, "Never"),
    }
}

fn time(
    summary: RwSignal<BehaviorModelTrainingSummary>,
    of: fn(&BehaviorModelTrainingSummary) -> Option<Timestamp>,
    without: &'static str,
) -> View {
    let is_known = Memo::new(move |_| summary.with(of).is_some());
    // Whoever still asks for a time that is no longer known is about to go.
    let at = Signal::derive(move || summary.with(of).unwrap_or(Timestamp::from_seconds(0)));
    let content = move || {
        if is_known.get() {
            view! { <Time at/> }
        } else {
            view! { <span class="muted">{without}</span> }
        }
    };
    view! { <td>{content}</td> }
}

fn datapoints(summary: RwSignal<BehaviorModelTrainingSummary>) -> View {
    let percentage = move || summary.with(|summary| summary.datapoints_collection_percentage);
    let is_known = Memo::new(move |_| percentage().is_some());
    let is_progress = Memo::new(move |_| {
        let meaning = summary.with(|summary| datapoints_meaning(summary.model_status.as_ref()));
        meaning == DatapointsMeaning::TowardsFirstModel
    });
    let beside = move || {
        if !is_progress.get() {
            return "last 14 days".into_view();
        }
        // The number beside it says the same.
        let value = move || percentage().map(format::whole_percent);
        view! { <progress max="100" value=value aria-hidden="true"></progress> }
    };
    let content = move || {
        if !is_known.get() {
            return view! { <span class="muted">"Unknown"</span> };
        }
        let text = move || percentage().map(format::percent);
        view! { <span class="share">{beside}</span> " " <span class="percent">{text}</span> }
    };
    view! { <td class="number">{content}</td> }
}

/// A status as a sign and in words.
pub(crate) fn status(status: &ModelStatus) -> View {
    let tone = match status {
        ModelStatus::PendingBuild => Tone::Pending,
        ModelStatus::Active => Tone::Success,
        ModelStatus::Expired => Tone::Warning,
        ModelStatus::Other(_) => Tone::Info,
    };
    view! { <StatusIndicator tone text=status_text(status)/> }
}

/// A status in words; one that is new to us as AWS sent it.
pub(super) fn status_text(status: &ModelStatus) -> String {
    match status {
        ModelStatus::PendingBuild => "Pending build".to_owned(),
        ModelStatus::Active => "Active".to_owned(),
        ModelStatus::Expired => "Expired".to_owned(),
        ModelStatus::Other(status) => status.clone(),
    }
}
