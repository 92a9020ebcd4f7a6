//! Request log: what the console has called lately.

mod details;
mod opened;
mod table;

use std::time::Duration;

use leptos::prelude::*;

use self::opened::Opened;
use self::table::CallTable;
use super::addressed::use_addressed;
use crate::aws::call_log::{Call, MAXIMUM_CALLS};
use crate::aws::{CallLog, Client};
use crate::context::use_client;
use crate::domain::request_log::{LogView, Outcome, export};
use crate::format::{count, plural};
use crate::ui::download::download;
use crate::ui::{Announce, Binding, Choice, EmptyState, Notice, PageHeader, SelectField, TextField, Tone};
use crate::view::{View, view};

/// How often it is looked whether something was called.
const LOOK: Duration = Duration::from_secs(1);

/// The log of the client, and whether it has changed. A handle; copies are the same.
#[derive(Clone, Copy)]
struct Log {
    client: StoredValue<Client, LocalStorage>,
    changes: RwSignal<u32>,
}

impl Log {
    fn new(client: Client) -> Self {
        let changes = RwSignal::new(client.log().changes());
        let log = Self { client: StoredValue::new_local(client), changes };
        // Without a timer the page shows what was there when it was opened.
        if let Ok(timer) = set_interval_with_handle(move || log.look(), LOOK) {
            on_cleanup(move || timer.clear());
        }
        log
    }

    fn look(self) {
        let changes = self.client.with_value(|client| client.log().changes());
        self.changes.maybe_update(|known| std::mem::replace(known, changes) != changes);
    }

    /// Reads the log now, and lets whoever does so hear when it changes.
    fn read<T>(self, look: impl FnOnce(&CallLog) -> T) -> T {
        self.changes.track();
        self.client.with_value(|client| look(&client.log()))
    }

    fn clear(self) {
        self.client.with_value(|client| client.log().clear());
        self.look();
    }

    /// Whether the browser took the log as a file.
    fn save(self) -> bool {
        self.client.with_value(|client| {
            let mut calls = Vec::new();
            client.log().each(|call| calls.push(call.clone()));
            let now = client.now();
            let name = format!("detect-console-requests-{}.json", now.to_rfc3339().replace(':', ""));
            download(&name, "application/json", &export(&calls, client.log().dropped(), now)).is_ok()
        })
    }
}

/// What stands below the filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Nothing,
    NoMatch,
    Table,
}

/// The page.
#[component]
pub fn RequestsPage() -> View {
    let log = Log::new(use_client());
    let addressed = use_addressed();
    let view = Memo::new(move |_| addressed.with(|query| LogView::from_query(|name| query.get(name))));
    let set_view = Callback::new(move |view: LogView| addressed.set(LogView::PARAMETERS, view.to_query()));
    let opened = Opened::new(view, set_view);
    // A call that has changed is another one.
    let shown = Memo::new(move |_| {
        let mut shown = Vec::new();
        let fits = |call: &Call| view.with(|view| view.shows(call));
        log.read(|log| log.each(|call| shown.extend(fits(call).then_some((call.number, call.revision)))));
        shown.reverse();
        shown
    });
    let all = Memo::new(move |_| {
        let mut all = 0_usize;
        log.read(|log| log.each(|_| all += 1));
        (all, log.read(CallLog::dropped))
    });
    let content = Memo::new(move |_| match (all.get(), shown.with(Vec::is_empty)) {
        ((0, _), _) => Content::Nothing,
        (_, true) => Content::NoMatch,
        (_, false) => Content::Table,
    });
    let clear_filter = move |_| set_view.run(LogView { filter: String::new(), outcome: None, ..view.get_untracked() });
    let clear = move |_| {
        set_view.run(LogView { call: None, ..view.get_untracked() });
        log.clear();
    };
    // Not one that makes room for new ones while it is read.
    let named = view.with_untracked(|view| view.call);
    let missing_call = named.filter(|number| untrack(|| log.read(|log| log.with(*number, |_| ()).is_none())));
    let is_missing = Memo::new(move |_| missing_call.is_some() && view.with(|view| view.call) == missing_call);
    let content = move || match content.get() {
        Content::Nothing => view! {
            <EmptyState heading="No calls">
                <p>"What the console asks AWS for from now on appears here."</p>
            </EmptyState>
        },
        Content::NoMatch => view! {
            <EmptyState heading="No call matches">
                <button type="button" class="button" on:click=clear_filter>"Clear filter"</button>
            </EmptyState>
        },
        Content::Table => view! { <CallTable log opened shown/> },
    };
    let is_refused = RwSignal::new(false);
    view! {
        <PageHeader
            title="Request log"
            actions=view! {
                <button type="button" class="button" on:click=move |_| is_refused.set(!log.save())>"Export JSON"</button>
                <button type="button" class="button" on:click=clear>"Clear"</button>
            }
        >
            <p>
                {format!("What the console has called lately, {MAXIMUM_CALLS} calls at most, the newest first. ")}
                "Headers, tokens and keys are not kept. The log is in the memory of this tab until you sign out."
            </p>
        </PageHeader>
        <p role="status">
            {move || is_refused.get().then_some("The browser did not take the file.")}
        </p>
        {move || is_missing.get().then(missing)}
        <div class="panel">
            <Toolbar view set_view/>
            <p role="status">{move || summary(shown.with(Vec::len), all.get())}</p>
            {content}
        </div>
    }
}

/// Says that the call which the address names is not in the log.
fn missing() -> View {
    view! {
        <Notice tone=Tone::Info heading="The request of this link is not in the log." announce=Announce::Politely>
            <p>
                "It was sent in another tab, or before this page was loaded or the log was cleared, or it has made room \
                 for later ones."
            </p>
        </Notice>
    }
}

/// How many calls there are, and whether there were more.
fn summary(shown: usize, (all, dropped): (usize, u32)) -> String {
    let mut text = if dropped > 0 { "the last ".to_owned() } else { String::new() };
    text += &plural(all, "call", "calls");
    if shown < all {
        text = format!("{} of {text}", count(shown));
    }
    if dropped > 0 {
        text += &format!("; {} dropped", plural(dropped, "older one was", "older ones were"));
    }
    text
}

/// Filter and outcome.
#[component]
fn Toolbar(view: Memo<LogView>, set_view: Callback<LogView>) -> View {
    let filter = Binding::new(Signal::derive(move || view.with(|view| view.filter.clone())), move |filter| {
        set_view.run(LogView { filter, ..view.get_untracked() });
    });
    let chosen = move || view.with(|view| view.outcome.map_or("", Outcome::key).to_owned());
    let outcome = Binding::new(Signal::derive(chosen), move |key: String| {
        let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.key() == key);
        set_view.run(LogView { outcome, ..view.get_untracked() });
    });
    let each = Outcome::ALL.map(|outcome| Choice::new(outcome.key(), outcome.title()));
    let choices: Vec<_> = std::iter::once(Choice::new("", "All outcomes")).chain(each).collect();
    view! {
        <div class="toolbar">
            <TextField id="requests-filter" label="Filter" kind="search" value=filter/>
            <SelectField id="requests-outcome" label="Outcome" value=outcome choices/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_what_is_not_shown() {
        assert_eq!(summary(1, (1, 0)), "1 call");
        assert_eq!(summary(3, (12, 0)), "3 of 12 calls");
        assert_eq!(summary(200, (200, 1)), "the last 200 calls; 1 older one was dropped");
        assert_eq!(summary(0, (200, 1200)), "0 of the last 200 calls; 1,200 older ones were dropped");
    }
}
