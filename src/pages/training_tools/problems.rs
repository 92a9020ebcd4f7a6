//! What is said when reading training summaries fails in part or for good, and where there are none.

use leptos::prelude::*;

use crate::aws::iot::{ListSecurityProfiles, SecurityProfileName};
use crate::aws::{CallError, Operation, Timestamp};
use crate::domain::training_rows::TrainingRows;
use crate::format::plural;
use crate::pages::training::{Collection, Problems, Progress};
use crate::ui::{Announce, EmptyState, ErrorPanel, Notice, Time, Tone, permission};
use crate::view::{CollectView, IntoView, View, view};

/// What went wrong while collecting, if anything did.
pub(crate) fn problems(Problems { collection, retry, retry_failed }: Problems) -> View {
    let progress = collection.progress;
    let failed = Memo::new(move |_| progress.with(|progress| progress.failed.clone()));
    let unlisted = Memo::new(move |_| progress.with(|progress| progress.unlisted.is_some()));
    // Said when everything else has been read: reading the failed ones again would end what is under way.
    let failed_profiles = Memo::new(move |_| {
        progress.with(|progress| if progress.running { Vec::new() } else { progress.failed_profiles.clone() })
    });
    let problems = (
        move || failed.get().map(|error| view! { <ErrorPanel error retry/> }),
        move || {
            (unlisted.get() && failed.with(Option::is_none)).then(|| {
                view! {
                    <Notice tone=Tone::Info heading="Security profiles cannot be listed" announce=Announce::Politely>
                        <p>
                            "The summaries are read page after page instead, which takes longer. With the permission \
                             below, the profiles are read side by side."
                        </p>
                        {permission(ListSecurityProfiles::FACTS.permission())}
                    </Notice>
                }
            })
        },
        move || {
            let failed_profiles = failed_profiles.get();
            (!failed_profiles.is_empty()).then(|| failed_profiles_panel(&failed_profiles, retry_failed))
        },
    );
    let problems = (problems, move || {
        let has_ended = progress.with(|progress| !progress.running);
        has_ended.then(|| collection.rows.with(TrainingRows::earlier)).flatten().map(not_read_again)
    });
    problems.into_view()
}

/// Says that some of what is shown may no longer hold.
fn not_read_again((count, oldest): (usize, Timestamp)) -> View {
    let heading = plural(count, "behavior was", "behaviors were") + " not read again";
    view! {
        <Notice tone=Tone::Warning heading announce=Announce::Politely>
            <p>"What is shown of them is from an earlier reading. The oldest was read " <Time at=oldest/> "."</p>
        </Notice>
    }
}

fn failed_profiles_panel(failed: &[(SecurityProfileName, CallError)], retry: Callback<()>) -> View {
    let names = failed.iter().map(|(name, _)| view! { <li><bdi>{name.to_string()}</bdi></li> }).collect_view();
    let first = failed.first().map(|(_, error)| view! { <ErrorPanel error=error.clone() retry/> });
    view! {
        {first}
        <details class="failed-profiles">
            <summary>{format!("Not read: {}", plural(failed.len(), "security profile", "security profiles"))}</summary>
            <ul>{names}</ul>
        </details>
    }
}

/// Why there is nothing to show.
pub(crate) fn nothing_to_show(collection: Collection) -> View {
    let Progress { stopped, failed, failed_profiles, profiles_found, unlisted, .. } = collection.progress.get();
    if failed.is_some() || !failed_profiles.is_empty() {
        // Said above.
        return ().into_view();
    }
    if stopped {
        return view! { <EmptyState heading="Stopped before the first summary arrived"/> };
    }
    let text = if unlisted.is_some() {
        "No behavior of a security profile in this region uses ML Detect."
    } else if profiles_found == 0 {
        "There are no security profiles in this region. Models exist for behaviors of security profiles that use ML \
         Detect; Device Defender Detect takes no new customers since 31 August 2026."
    } else {
        "No behavior of the security profiles in this region uses ML Detect."
    };
    view! { <EmptyState heading="No training summaries"><p>{text}</p></EmptyState> }
}
