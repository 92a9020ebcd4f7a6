//! What is under way, in the top bar: a link to the log of calls.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::link::Link;
use crate::aws::Timestamp;
use crate::aws::call_log::{Retry, UnderWay};
use crate::aws::retry::MAXIMUM_ATTEMPTS;
use crate::context::use_client;
use crate::format::plural;
use crate::routes;
use crate::view::{View, view};

/// How often it is looked what is under way. Most calls have ended by the next look, and nothing flickers.
const LOOK: Duration = Duration::from_millis(500);

/// Milliseconds between two things that a screen reader is told.
const QUIET: i64 = 5000;

/// What is under way in a few words.
#[component]
pub fn CallStatus() -> View {
    let client = use_client();
    let (log, platform) = (client.log(), client.platform());
    let looks = RwSignal::new(0_u32);
    // Without a timer nothing is told, and the link is there all the same.
    if let Ok(timer) = set_interval_with_handle(move || looks.update(|looks| *looks += 1), LOOK) {
        on_cleanup(move || timer.clear());
    }
    let look = move || {
        looks.track();
        (log.under_way(), platform.now())
    };
    let shown = link(look.clone());
    let (mut said, mut said_at) = ("", 0);
    let aloud = move || {
        let (under_way, now) = look();
        let news = aloud(under_way);
        if said != news && now.millis() - said_at >= QUIET {
            (said, said_at) = (news, now.millis());
        }
        said
    };
    view! {
        {shown}
        <span class="visually-hidden" role="status">{aloud}</span>
    }
}

/// The link, which says what `look` finds, and when that was.
pub fn link(look: impl Fn() -> (UnderWay, Timestamp) + Clone + 'static) -> View {
    let (state, words) = (look.clone(), look);
    view! {
        <span class="calls" data-state=move || state_of(state().0)>
            <Link to=routes::REQUESTS>
                <span>{move || in_words(words())}</span>
                // The style sheet shows one: drawn anew with each look, none would turn.
                {[Icon::Requests, Icon::InProgress, Icon::Warning].map(icon)}
                <span class="visually-hidden">"(request log)"</span>
            </Link>
        </span>
    }
}

/// The value of `data-state`, from which the style sheet takes the icon.
fn state_of(under_way: UnderWay) -> &'static str {
    match under_way {
        UnderWay { retry: Some(Retry { throttled: true, .. }), .. } => "throttled",
        UnderWay { calls: 0, .. } => "idle",
        _ => "busy",
    }
}

fn in_words((UnderWay { calls, retry }, now): (UnderWay, Timestamp)) -> String {
    match retry {
        Some(Retry { attempt, at, throttled }) => {
            let seconds = (at.millis_since(now).max(1) + 999) / 1000;
            let retrying = if throttled { "Throttled by AWS, retrying" } else { "Retrying" };
            format!("{retrying} {attempt} of {MAXIMUM_ATTEMPTS} in {seconds} s")
        }
        None if calls == 0 => "Request log".to_owned(),
        None => plural(calls, "call", "calls") + " under way",
    }
}

/// What is worth interrupting somebody for who does not see it.
const fn aloud(under_way: UnderWay) -> &'static str {
    match under_way.retry {
        Some(Retry { throttled: true, .. }) => "AWS asks for fewer requests. They are sent again after a pause.",
        Some(_) => "A request has failed and is sent again.",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_waited_for_is_told_before_what_is_counted() {
        let now = Timestamp::from_millis(0);
        let words = |calls, retry| in_words((UnderWay { calls, retry }, now));
        assert_eq!(words(0, None), "Request log");
        assert_eq!(words(1, None), "1 call under way");
        let retry = |millis, throttled| Some(Retry { attempt: 2, at: Timestamp::from_millis(millis), throttled });
        assert_eq!(words(2, retry(1001, false)), "Retrying 2 of 3 in 2 s");
        assert_eq!(words(2, retry(-5, true)), "Throttled by AWS, retrying 2 of 3 in 1 s");
    }
}
