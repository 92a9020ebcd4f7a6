//! What the form tells of earlier tasks: those that may have started, one that has the ID of the new one, how the last
//! start ended if nobody was there to see it, and which link it did not follow meanwhile.

use leptos::prelude::*;

use super::state::Mitigation;
use crate::aws::Region;
use crate::aws::iot::MitigationActionsTaskId;
use crate::context::{href_in, use_platform};
use crate::explanation::explain;
use crate::router::{Back, use_router};
use crate::routes::{self, Query};
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::focus_heading;
use crate::ui::permission::permission;
use crate::ui::status_indicator::Tone;
use crate::view::{CollectView, IntoView, View, view};

/// Reminds of every earlier task of which nobody knows whether it was started; at a review, of those besides it.
pub(super) fn doubtful(mitigation: Mitigation, is_reviewing: bool) -> View {
    // What is the same stays: each step of a submission in between would take the focus from its buttons.
    let tasks = Memo::new(move |_| mitigation.doubtful(is_reviewing));
    let notice = move |(task_id, region): (MitigationActionsTaskId, Region)| {
        let heading = format!("Task {task_id} may have started.");
        let link = link_to(&task_id, &region, "Look for it");
        let forget = move |_| {
            focus_heading();
            mitigation.forget(&task_id, &region);
        };
        let forget = view! { <button type="button" class="button" on:click=forget>"I know what became of it"</button> };
        view! {
            <Notice tone=Tone::Warning heading actions=forget>
                <p>
                    "No clear answer came back when it was sent. " {link}
                    " before you start another one for the same devices."
                </p>
            </Notice>
        }
    };
    (move || tasks.get().into_iter().map(notice).collect_view()).into_view()
}

/// Says that the task that was to be started has the ID of another one.
pub(super) fn taken(mitigation: Mitigation) -> Option<View> {
    let (task_id, region) = mitigation.taken.get()?;
    let heading = format!("A task with the ID {task_id} already exists in {region}.");
    let link = link_to(&task_id, &region, "Look at it");
    Some(view! {
        <Notice tone=Tone::Warning heading>
            <p>"The task you reviewed was not started. " {link} " before you start another one for the same devices: it may be one that you started before."</p>
        </Notice>
    })
}

/// Says how the last start ended, if that was on another page, until it is dismissed.
pub(super) fn unseen(mitigation: Mitigation) -> View {
    let started = move || {
        mitigation.started_unseen.get().map(|(task_id, region)| {
            let heading = format!("Task {task_id} was started in {region}.");
            let link = link_to(&task_id, &region, "Look at it");
            let actions = dismiss(move || mitigation.started_unseen.set(None));
            view! { <Notice tone=Tone::Success heading actions><p>{link}</p></Notice> }
        })
    };
    let refused = Memo::new(move |_| mitigation.refused_unseen());
    let refused = move || {
        refused.get().map(|(submission, error)| {
            let heading = format!("Task {} was not started in {}.", submission.plan.task_id, submission.region);
            let explanation = explain(&error);
            let actions = dismiss(move || mitigation.review.set(None));
            view! {
                <Notice tone=Tone::Error heading actions>
                    <p>{explanation.heading} ". " {explanation.what_happened}</p>
                    {permission(explanation.permission)}
                </Notice>
            }
        })
    };
    (started, refused).into_view()
}

/// Says that a link has not filled the form because a request was under way, until it is followed or dismissed.
pub(super) fn waiting_link(mitigation: Mitigation) -> View {
    let platform = StoredValue::new_local(use_platform());
    let router = use_router();
    let is_busy = Memo::new(move |_| mitigation.is_busy());
    let notice = move || {
        let link = mitigation.waiting_link.get()?;
        let follow = move |_| {
            focus_heading();
            // The address alone says nothing new where the link has led to it already.
            router.go(&format!("{}{link}", routes::MITIGATION_NEW), Back::Before);
            mitigation.open(&*platform.get_value(), &Query::read(&link));
        };
        let (words, actions) = if is_busy.get() {
            ("It can be followed when the outcome is known.", None)
        } else {
            let actions = view! {
                <button type="button" class="button" on:click=follow>"Follow it now"</button>
                {dismiss(move || mitigation.waiting_link.set(None))}
            };
            ("Following it now replaces what stands in the form.", Some(actions))
        };
        Some(view! {
            <Notice
                tone=Tone::Warning
                heading="The link you followed has not filled the form."
                announce=Announce::Politely
                actions=actions.into_view()
            >
                <p>"A task was being started at that moment. " {words}</p>
            </Notice>
        })
    };
    notice.into_view()
}

fn dismiss(forget: impl Fn() + 'static) -> View {
    let press = move |_| {
        focus_heading();
        forget();
    };
    view! { <button type="button" class="button" on:click=press>"Dismiss"</button> }
}

fn link_to(task_id: &MitigationActionsTaskId, region: &Region, words: &'static str) -> View {
    view! { <a href=href_in(&routes::task(task_id), region)>{words}</a> }
}
