//! Training: how far the ML Detect model of every behavior of every security profile has come.

mod collection;
mod progress_bar;
mod table;

use leptos::prelude::*;

pub use self::collection::{Collection, Progress};
use self::progress_bar::CollectionProgress;
use self::table::TrainingTable;
pub(super) use self::table::{DETAILS, status};
use crate::context::{use_client, use_region};
use crate::domain::training_rows::TrainingRows;
use crate::domain::training_selection::TrainingSelection;
use crate::domain::training_view::{TrainingView, count_statuses, matching, of_status};
use crate::pages::addressed::{Addressed, use_addressed};
use crate::pages::{LaterTraining, load_later_pages};
use crate::preferences::{self, use_preferences};
use crate::ui::empty_state::EmptyState;
use crate::ui::form_field::{Binding, Choice, SelectField, TextField};
use crate::ui::page_header::PageHeader;
use crate::ui::skeleton::Skeleton;
use crate::view::{View, effect, focus_by_id, view};

/// The id of the filter.
pub(super) const FILTER: &str = "training-filter";

/// Names the table among what is preferred.
pub(super) const TABLE: &str = "training";

/// The page.
#[component]
pub fn TrainingPage() -> View {
    let client = StoredValue::new_local(use_client());
    let region = use_region();
    let collection = Collection::new();
    let start = move || collection.start(client.get_value(), region.get_untracked());
    let retry_failed = move || collection.retry_failed(client.get_value(), region.get_untracked());
    effect(move || {
        region.track();
        collection.clear();
        start();
    });
    let problems = Problems {
        collection,
        retry: Callback::new(move |()| start()),
        retry_failed: Callback::new(move |()| retry_failed()),
    };
    // Behind `start`, before which nothing is running either: the later pages would travel first.
    let has_rows = Memo::new(move |_| collection.rows.with(|rows| !rows.summaries().is_empty()));
    effect(move || {
        if has_rows.get() || collection.progress.with(|progress| !progress.running) {
            load_later_pages();
        }
    });

    let addressed = use_addressed();
    let view = Memo::new(move |_| addressed.with(|query| TrainingView::from_query(|name| query.get(name))));
    let set_view = Callback::new(move |view: TrainingView| addressed.set(TrainingView::PARAMETERS, view.to_query()));
    let rows = collection.rows;
    // In three steps: a letter typed sorts nothing.
    let order = Memo::new(move |_| view.read().order);
    let sorted = Memo::new(move |_| order.get().sort(&rows.read()));
    let matching = Memo::new(move |_| matching(&rows.read(), &sorted.read(), &view.read().filter));
    let shown = Memo::new(move |_| of_status(&rows.read(), &matching.read(), view.read().status.as_ref()));
    let words = RwSignal::new(untrack(|| use_preferences().text(&preferences::table(TABLE))));
    let shown_rows = Shown {
        collection,
        places: shown,
        words,
        selection: RwSignal::default(),
        is_ready: RwSignal::new(false),
        addressed,
    };
    let tools = Part::Tools(shown_rows);
    let content = Memo::new(move |_| {
        let is_running = collection.progress.with(|progress| progress.running);
        match (rows.with(|rows| rows.summaries().is_empty()), is_running) {
            (true, true) => Content::Loading,
            (true, false) => Content::Nothing,
            (false, _) => Content::Table,
        }
    });
    let clear = move |_| {
        set_view.run(TrainingView { filter: String::new(), status: None, ..view.get_untracked() });
        // The button goes.
        focus_by_id(FILTER.to_owned());
    };
    let has_no_match = Memo::new(move |_| content.get() == Content::Table && shown.with(Vec::is_empty));
    let no_match = move || {
        has_no_match.get().then(|| {
            view! {
                <EmptyState heading="No behavior matches">
                    <button type="button" class="button" on:click=clear>
                        "Clear filter"
                    </button>
                </EmptyState>
            }
        })
    };
    let content = move || match content.get() {
        Content::Loading => view! { <Skeleton what="training summaries" rows=8/> },
        Content::Nothing => view! { <LaterTraining part=Part::Nothing(collection)/> },
        Content::Table => {
            view! { <TrainingTable rows shown=shown_rows view set_view/> }
        }
    };

    view! {
        <PageHeader
            title="Training"
            actions=view! {
                <LaterTraining part=Part::CopyAs/>
                <button type="button" class="button" on:click=move |_| start()>"Refresh"</button>
            }
        >
            <p>"How far the ML Detect model of every behavior of every security profile has been trained."</p>
        </PageHeader>
        <LaterTraining part=Part::Problems(problems)/>
        <div class="panel">
            <Toolbar rows matching view set_view tools/>
            <CollectionProgress collection shown/>
            {content}
            {no_match}
            <LaterTraining part=Part::Selection(shown_rows)/>
        </div>
        <LaterTraining part=Part::Explanation/>
    }
}

/// What the second half of the module adds to the page.
#[derive(Clone, Copy)]
pub enum Part {
    /// What the page asks for, as text.
    CopyAs,
    /// What works on the table.
    Tools(Shown),
    /// The box that picks all that is shown.
    SelectAll(Shown),
    /// What can be done with what is picked.
    Selection(Shown),
    /// What the numbers mean.
    Explanation,
    /// What went wrong, if anything did.
    Problems(Problems),
    /// Why there is nothing to show.
    Nothing(Collection),
}

/// What may have gone wrong.
#[derive(Clone, Copy)]
pub struct Problems {
    /// What was to be read.
    pub(super) collection: Collection,
    /// Reads everything again.
    pub(super) retry: Callback<()>,
    /// Reads the security profiles that failed again.
    pub(super) retry_failed: Callback<()>,
}

/// What the table shows.
#[derive(Clone, Copy)]
pub struct Shown {
    /// All summaries.
    pub(super) collection: Collection,
    /// The places of those shown, in their order.
    pub(super) places: Memo<Vec<usize>>,
    /// The words that style the table.
    pub(super) words: RwSignal<String>,
    /// Those that somebody has picked.
    pub(super) selection: RwSignal<TrainingSelection>,
    /// Whether anybody listens to who picks them.
    pub(super) is_ready: RwSignal<bool>,
    /// Where the selection is kept.
    pub(super) addressed: Addressed,
}

/// What stands below the filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Loading,
    Nothing,
    Table,
}

/// Filter and status.
#[component]
fn Toolbar(
    rows: RwSignal<TrainingRows>,
    /// The places of those that the text filter lets through.
    matching: Memo<Vec<usize>>,
    view: Memo<TrainingView>,
    set_view: Callback<TrainingView>,
    tools: Part,
) -> View {
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
        let mut counts = count_statuses(&rows.read(), &matching.read());
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
            <TextField id=FILTER label="Filter" kind="search" value=filter/>
            <SelectField id="training-status" label="Status" value=status choices/>
            <LaterTraining part=tools/>
        </div>
    }
}
