//! The table of training summaries.

use leptos::prelude::*;

use crate::aws::Timestamp;
use crate::aws::iot::{BehaviorModelTrainingSummary, ModelStatus};
use crate::domain::training_rows::TrainingRows;
use crate::domain::training_view::{Column, DatapointsMeaning, TrainingView, datapoints_meaning};
use crate::format;
use crate::ui::status_indicator::{StatusIndicator, Tone};
use crate::ui::table::{SortDirection, SortHeader, Table};
use crate::ui::time::Time;
use crate::view::{IntoView, View, each, view};

/// The rows of `rows` at the places `shown`, under headers that sort. A row is drawn once, until it says something else.
#[component]
pub(super) fn TrainingTable(
    rows: RwSignal<TrainingRows>,
    shown: Memo<Vec<usize>>,
    view: Signal<TrainingView>,
    set_view: Callback<TrainingView>,
) -> View {
    let header = move |column: Column| {
        let direction = Signal::derive(move || {
            let TrainingView { sort, descending, .. } = view.get();
            let direction = if descending { SortDirection::Descending } else { SortDirection::Ascending };
            (sort == column).then_some(direction)
        });
        let on_sort = move |()| set_view.run(view.with_untracked(|view| view.sorted_by(column)));
        view! { <SortHeader label=column.heading() direction on_sort numeric=column == Column::DatapointsCollected/> }
    };
    let items = move || {
        rows.with(|rows| shown.with(|shown| shown.iter().map(|place| (rows.content(*place), *place)).collect()))
    };
    let drawn = move |place: usize| rows.with_untracked(|rows| rows.summaries().get(place).map(row)).into_view();
    view! {
        <Table caption="Training summaries">
            <thead>
                <tr>{Column::ALL.map(header)}</tr>
            </thead>
            <tbody>
                {each(items, move |(_, place)| drawn(place))}
            </tbody>
        </Table>
    }
}

fn row(summary: &BehaviorModelTrainingSummary) -> View {
    let profile = summary.security_profile_name.as_ref().map(ToString::to_string);
    let behavior = summary.behavior_name.as_ref().map(ToString::to_string);
    view! {
        <tr>
            <td><bdi>{profile}</bdi></td>
            <th scope="row"><bdi>{behavior}</bdi></th>
            <td>{summary.model_status.as_ref().map(status)}</td>
            <td class="number">{datapoints(summary)}</td>
            <td>{time(summary.training_data_collection_start_date, "Not started")}</td>
            <td>{time(summary.last_model_refresh_date, "Never")}</td>
        </tr>
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

fn status(status: &ModelStatus) -> View {
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
