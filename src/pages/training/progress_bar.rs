//! How far the collection is, in words and as a bar, with a way to stop it.

use leptos::prelude::*;

use super::collection::{Collection, Progress as Collected};
use crate::format::{count, plural};
use crate::ui::page_header::focus_heading;
use crate::ui::progress::Progress;
use crate::view::{View, view};

/// While it goes on: a bar and "Stop". Afterwards: how many behaviors are shown, and whether that is all.
#[component]
pub(super) fn CollectionProgress(collection: Collection, shown: Memo<Vec<usize>>) -> View {
    let progress = collection.progress;
    let summary = Memo::new(move |_| {
        let (total, earlier) =
            collection.rows.with(|rows| (rows.summaries().len(), rows.earlier().map_or(0, |(count, _)| count)));
        summarize(shown.with(Vec::len), total, earlier, &progress.get())
    });
    let is_running = Memo::new(move |_| progress.with(|progress| progress.running));
    let stop = move |_| {
        // The button goes away with the bar.
        focus_heading();
        collection.stop();
    };
    let bar = move || {
        view! {
            <Progress
                done=Signal::derive(move || progress.with(|progress| progress.profiles_done))
                // While more may be found, a full bar would promise too much.
                total=Signal::derive(move || progress.with(|progress| if progress.listing && progress.profiles_done == progress.profiles_found { 0 } else { progress.profiles_found }))
                text=Signal::derive(move || progress.with(profiles_read))
            />
            <button type="button" class="button" on:click=stop>"Stop"</button>
        }
    };
    view! {
        <div class="collection">
            <p class="collection-summary">{summary}</p>
            {move || is_running.get().then(bar)}
        </div>
        // Said once it has ended, not at each row.
        <p class="visually-hidden" role="status">{move || (!is_running.get()).then(|| summary.get())}</p>
    }
}

fn profiles_read(progress: &Collected) -> String {
    match progress.profiles_found {
        0 if progress.unlisted.is_some() => "Reading page after page".to_owned(),
        0 => "Looking for security profiles".to_owned(),
        found => format!(
            "{} of {}{} read",
            count(progress.profiles_done),
            plural(found, "security profile", "security profiles"),
            if progress.listing && progress.unlisted.is_none() { " so far" } else { "" },
        ),
    }
}

/// How many rows there are, `earlier` of them not read again, and honestly whether there may be more.
fn summarize(shown: usize, total: usize, earlier: usize, progress: &Collected) -> String {
    let behaviors = if shown == total {
        plural(total, "behavior", "behaviors")
    } else {
        format!("{} of {}", count(shown), plural(total, "behavior", "behaviors"))
    };
    if progress.running && earlier > 0 {
        format!("{behaviors}, {} still to be read again", count(earlier))
    } else if progress.running {
        format!("{behaviors} so far")
    } else if progress.stopped {
        format!("{behaviors}; stopped, there may be more")
    } else if progress.failed.is_some() || !progress.failed_profiles.is_empty() {
        if total == 0 {
            return "0 behaviors; none could be read".to_owned();
        }
        format!("{behaviors}; some could not be read")
    } else {
        behaviors
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::error::Cause;
    use crate::aws::iot::{ListSecurityProfiles, SecurityProfileName};
    use crate::aws::{CallError, Operation, Region};

    #[track_caller]
    fn check(shown: usize, total: usize, progress: &Collected, expected: &str) {
        assert_eq!(summarize(shown, total, 0, progress), expected);
    }

    #[test]
    fn the_summary_never_promises_more_than_was_read() {
        let done = Collected::default();
        check(1, 1, &done, "1 behavior");
        check(3, 1204, &done, "3 of 1,204 behaviors");
        check(3, 3, &Collected { running: true, ..done.clone() }, "3 behaviors so far");
        check(3, 3, &Collected { stopped: true, ..done.clone() }, "3 behaviors; stopped, there may be more");
        let again = Collected { running: true, ..done.clone() };
        assert_eq!(summarize(3, 3, 2, &again), "3 behaviors, 2 still to be read again");
        let profile = SecurityProfileName::new("pumps").unwrap();
        let facts = ListSecurityProfiles::FACTS;
        let cause = Cause::Unreadable { status: 200, request_id: None, reason: "half of it".to_owned() };
        let error = CallError::new(facts, Region::new("us-east-1").unwrap(), cause);
        let failed = Collected { failed_profiles: vec![(profile, error)], ..done };
        check(3, 3, &failed, "3 behaviors; some could not be read");
        check(0, 0, &failed, "0 behaviors; none could be read");
    }
}
