//! The table of training summaries.

use leptos::prelude::*;

use crate::aws::Timestamp;
use crate::aws::iot::{BehaviorModelTrainingSummary, ModelStatus};
use crate::domain::training_rows::TrainingRows;
use crate::domain::training_view::{Column, DatapointsMeaning, Order, TrainingView, datapoints_meaning};
use crate::format;
use crate::ui::status_indicator::{StatusIndicator, Tone};
use crate::ui::table::{LongBody, SortDirection, SortHeader, Table};
use crate::ui::time::Time;
use crate::view::{IntoView, View, view};

/// The id of what the second half of the module shows a whole summary in.
pub(crate) const DETAILS: &str = "training-details";

/// The rows of `rows` at the places `shown`, under headers that sort. A row is drawn once, until it says something else.
#[component]
pub(super) fn TrainingTable(
    rows: RwSignal<TrainingRows>,
    shown: Memo<Vec<usize>>,
    view: Signal<TrainingView>,
    set_view: Callback<TrainingView>,
    look: RwSignal<String>,
) -> View {
    let header = move |column: Column| {
        let direction = Signal::derive(move || {
            let Order { by, descending } = view.with(|view| view.order);
            let direction = if descending { SortDirection::Descending } else { SortDirection::Ascending };
            (by == column).then_some(direction)
        });
        let on_sort = move |()| set_view.run(view.with_untracked(|view| view.sorted_by(column)));
        view! { <SortHeader label=column.heading() direction on_sort numeric=column == Column::DatapointsCollected/> }
    };
    let key = move |place| rows.with(|rows| rows.content(place)).unwrap_or_default().to_string();
    let draw = move |place: usize| rows.with_untracked(|rows| rows.summaries().get(place).map(row)).into_view();
    let total = Signal::derive(move || rows.with(|rows| rows.summaries().len()));
    let row_count = Signal::derive(move || (shown.with(Vec::len) + 1).to_string());
    view! {
        <Table caption="Training summaries" row_count look=Signal::derive(move || "training ".to_owned() + &look.read())>
            <thead>
                <tr aria-rowindex="1">{Column::ALL.map(header)}</tr>
            </thead>
            <LongBody total rows=shown key=Box::new(key) draw=Box::new(draw)/>
        </Table>
    }
}

fn row(summary: &BehaviorModelTrainingSummary) -> View {
    view! { <tr>{Column::ALL.map(|column| cell(column, summary))}</tr> }
}

fn cell(column: Column, summary: &BehaviorModelTrainingSummary) -> View {
    let name = |name: Option<String>| view! { <bdi>{name}</bdi> };
    match column {
        Column::SecurityProfile => {
            let profile = summary.security_profile_name.as_ref().map(ToString::to_string);
            view! { <td>{name(profile)}</td> }
        }
        Column::Behavior => {
            let behavior = summary.behavior_name.as_ref().map(ToString::to_string);
            view! {
                <th scope="row">
                    <button type="button" class="link" popovertarget=DETAILS>{name(behavior)}</button>
                </th>
            }
        }
        Column::Status => view! { <td>{summary.model_status.as_ref().map(status)}</td> },
        Column::DatapointsCollected => view! { <td class="number">{datapoints(summary)}</td> },
        Column::CollectionStarted => {
            view! { <td>{time(summary.training_data_collection_start_date, "Not started")}</td> }
        }
        Column::LastRefresh => view! { <td>{time(summary.last_model_refresh_date, "Never")}</td> },
    }
}

fn time(at: Option<Timestamp>, without: &'static str) -> View {
    match at {
        Some(at) => view! { <Time at/> },
        None => view! { <span class="muted">{without}</span> },
    }
}

fn datapoints(summary: &BehaviorModelTrainingSummary) -> View {
    let Some(percentage) = summary.datapoints_collection_percentage else {
        return view! { <span class="muted">"Unknown"</span> };
    };
    let text = format::percent(percentage);
    let beside = match datapoints_meaning(summary.model_status.as_ref()) {
        // The number beside it says the same.
        DatapointsMeaning::TowardsFirstModel => {
            view! { <progress max="100" value=format::whole_percent(percentage) aria-hidden="true"></progress> }
        }
        DatapointsMeaning::TrailingDays => "last 14 days".into_view(),
    };
    view! { <span class="share">{beside}</span> " " <span class="percent">{text}</span> }
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
