//! Training: how far the ML Detect model of every behavior of every security profile has come.

mod collection;
mod progress_bar;
mod table;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use self::collection::{Collection, Progress};
use self::progress_bar::CollectionProgress;
use self::table::TrainingTable;
use crate::aws::iot::ListSecurityProfiles;
use crate::aws::{CallError, Operation};
use crate::context::{use_client, use_region};
use crate::domain::training_view::{TrainingView, count_statuses};
use crate::routes;
use crate::ui::empty_state::EmptyState;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::form_field::{Binding, Choice, SelectField, TextField};
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::PageHeader;
use crate::ui::skeleton::Skeleton;
use crate::ui::status_indicator::Tone;

/// The page.
#[component]
pub fn TrainingPage() -> impl IntoView {
    let client = StoredValue::new_local(use_client());
    let region = use_region();
    let collection = Collection::new();
    let start = move || collection.start(client.get_value(), region.get());
    let retry_failed = move || collection.retry_failed(client.get_value(), region.get());
    Effect::new(move |_| start());

    let (view, set_view) = view_in_the_address();
    let rows = collection.rows;
    let shown = Memo::new(move |_| rows.with(|rows| view.with(|view| view.arrange(rows))));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let is_running = Memo::new(move |_| collection.progress.with(|progress| progress.running));

    let content = move || match (is_empty.get(), is_running.get()) {
        (true, true) => view! { <Skeleton what="training summaries" rows=8/> }.into_any(),
        (true, false) => nothing_to_show(collection.progress),
        (false, _) if shown.with(Vec::is_empty) => view! {
            <EmptyState heading="No behavior matches">
                <button type="button" class="button" on:click=move |_| {
                    set_view.run(TrainingView { filter: String::new(), status: None, ..view.get_untracked() });
                }>"Clear filter"</button>
            </EmptyState>
        }
        .into_any(),
        (false, _) => view! { <TrainingTable rows shown view set_view/> }.into_any(),
    };
    let content = move || content();

    view! {
        <PageHeader
            title="Training"
            actions=move || view! {
                <button type="button" class="button" on:click=move |_| start()>"Refresh"</button>
            }
        >
            <p>"How far the ML Detect model of every behavior of every security profile has been trained."</p>
        </PageHeader>
        <Problems progress=collection.progress retry=Callback::new(move |()| start())
            retry_failed=Callback::new(move |()| retry_failed())/>
        <div class="panel">
            <Toolbar rows view set_view/>
            <CollectionProgress collection shown/>
            {content}
        </div>
        <Explanation/>
    }
}

/// The view that the address describes, and what changes it.
fn view_in_the_address() -> (Memo<TrainingView>, Callback<TrainingView>) {
    let query = use_query_map();
    let view = Memo::new(move |_| query.with(|query| TrainingView::from_query(|name| query.get_str(name))));
    let region = use_region();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let set_view = Callback::new(move |view: TrainingView| {
        let region = region.get_untracked();
        let parameters = view.to_query();
        let parameters = parameters.iter().map(|(name, value)| (*name, value.as_str()));
        let query = routes::query([(routes::REGION, region.as_str())].into_iter().chain(parameters));
        // Typing into the filter is no journey: Back leads to the page before, not through every letter.
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("{}{query}", path.get_untracked()), options);
    });
    (view, set_view)
}

/// Filter and status.
#[component]
fn Toolbar(
    rows: RwSignal<Vec<crate::aws::iot::BehaviorModelTrainingSummary>>,
    view: Memo<TrainingView>,
    set_view: Callback<TrainingView>,
) -> impl IntoView {
    let filter = Binding::new(Signal::derive(move || view.with(|view| view.filter.clone())), move |filter| {
        set_view.run(TrainingView { filter, ..view.get_untracked() })
    });
    let status = Binding::new(
        Signal::derive(move || {
            view.with(|view| view.status.as_ref().map(|status| status.as_str().to_owned())).unwrap_or_default()
        }),
        move |status: String| {
            let status = (!status.is_empty()).then(|| status.into());
            set_view.run(TrainingView { status, ..view.get_untracked() });
        },
    );
    let choices = Signal::derive(move || {
        let mut counts = rows.with(|rows| count_statuses(rows));
        // A status in the address stays on offer although nothing has it.
        if let Some(status) = view.with(|view| view.status.clone())
            && !counts.iter().any(|(known, _)| *known == status)
        {
            counts.push((status, 0));
        }
        let all = Choice::new("", "All statuses");
        let each = counts
            .into_iter()
            .map(|(status, count)| Choice::new(status.as_str(), format!("{} ({count})", table::status_text(&status))));
        std::iter::once(all).chain(each).collect::<Vec<_>>()
    });
    view! {
        <div class="toolbar">
            <TextField id="training-filter" label="Filter" kind="search" value=filter/>
            <SelectField id="training-status" label="Status" value=status choices/>
        </div>
    }
    .into_any()
}

/// What went wrong while collecting, if anything did.
#[component]
fn Problems(
    progress: RwSignal<Progress>,
    /// Reads everything again.
    retry: Callback<()>,
    /// Reads the security profiles that failed again.
    retry_failed: Callback<()>,
) -> impl IntoView {
    let failed = Memo::new(move |_| progress.with(|progress| progress.failed.clone()));
    let unlisted = Memo::new(move |_| progress.with(|progress| progress.unlisted.is_some()));
    let failed_profiles = Memo::new(move |_| progress.with(|progress| progress.failed_profiles.clone()));
    (
        move || failed.get().map(|error| view! { <ErrorPanel error retry/> }),
        move || {
            (unlisted.get() && failed.with(Option::is_none)).then(|| {
                let permission = ListSecurityProfiles::FACTS.permission();
                view! {
                    <Notice tone=Tone::Info heading="Security profiles cannot be listed" announce=Announce::Politely>
                        <p>
                            "The summaries are read page after page instead, which takes longer. Allow "
                            <code>{permission}</code> " to read the profiles side by side."
                        </p>
                    </Notice>
                }
            })
        },
        move || {
            let failed_profiles = failed_profiles.get();
            (!failed_profiles.is_empty()).then(|| failed_profiles_panel(&failed_profiles, retry_failed))
        },
    )
        .into_any()
}

fn failed_profiles_panel(failed: &[(crate::aws::iot::SecurityProfileName, CallError)], retry: Callback<()>) -> AnyView {
    let names = failed.iter().map(|(name, _)| view! { <li><bdi>{name.to_string()}</bdi></li> }).collect_view();
    let first = failed.first().map(|(_, error)| view! { <ErrorPanel error=error.clone() retry/> });
    view! {
        {first}
        <details class="failed-profiles">
            <summary>{format!("Missing below: {}", crate::format::plural(failed.len(), "security profile", "security profiles"))}</summary>
            <ul>{names}</ul>
        </details>
    }
    .into_any()
}

fn nothing_to_show(progress: RwSignal<Progress>) -> AnyView {
    let Progress { stopped, failed, failed_profiles, profiles_found, .. } = progress.get();
    if failed.is_some() || !failed_profiles.is_empty() {
        // Said above.
        return ().into_any();
    }
    if stopped {
        return view! { <EmptyState heading="Stopped before the first summary arrived"/> }.into_any();
    }
    let text = if profiles_found == 0 {
        "There are no security profiles in this region. Models exist for behaviors of security profiles that use ML \
         Detect; Device Defender Detect takes no new customers since 31 August 2026."
    } else {
        "No behavior of the security profiles in this region uses ML Detect."
    };
    view! { <EmptyState heading="No training summaries"><p>{text}</p></EmptyState> }.into_any()
}

/// What the numbers mean, in the place where they are read.
#[component]
fn Explanation() -> impl IntoView {
    view! {
        <details class="explanation">
            <summary>"What these numbers mean"</summary>
            <p>
                <strong>"Pending build: "</strong>
                "AWS is collecting data. A model is built once 14 days of data with at least 25,000 datapoints for the \
                 metric are there; the share shown is progress towards the first model."
            </p>
            <p>
                <strong>"Active: "</strong>
                "the model works, and AWS refreshes it daily with the trailing 14 days. A low share does not mean that \
                 it is unfinished: it says how much of what a build wants those days held."
            </p>
            <p>
                <strong>"Expired: "</strong>
                "AWS has stopped building the model, most likely for want of data over 30 days."
            </p>
        </details>
    }
    .into_any()
}
