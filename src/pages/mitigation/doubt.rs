//! Reminders of tasks that are in the way of a new one: those that may have started, and one that has its ID.

use leptos::prelude::*;

use super::state::Mitigation;
use crate::aws::Region;
use crate::aws::iot::MitigationActionsTaskId;
use crate::context::href_in;
use crate::routes;
use crate::ui::notice::Notice;
use crate::ui::page_header::focus_heading;
use crate::ui::status_indicator::Tone;
use crate::view::{CollectView, IntoView, View, view};

/// Reminds of every earlier task of which nobody knows whether it was started; at a review, of those besides it.
pub(super) fn doubtful(mitigation: Mitigation, is_reviewing: bool) -> View {
    let notice = |(task_id, region): (MitigationActionsTaskId, Region)| {
        let heading = format!("Task {task_id} may have started.");
        let link = link_to(&task_id, &region, "Look for it");
        let forget = move || {
            let (task_id, region) = (task_id.clone(), region.clone());
            let forget = move |_| {
                focus_heading();
                mitigation.forget(&task_id, &region);
            };
            view! { <button type="button" class="button" on:click=forget>"I know what became of it"</button> }
        };
        view! {
            <Notice tone=Tone::Warning heading actions=forget>
                <p>
                    "No clear answer came back when it was sent. " {link}
                    " before you start another one for the same devices."
                </p>
            </Notice>
        }
    };
    mitigation.doubtful(is_reviewing).into_iter().map(notice).collect_view().into_view()
}

/// Says that the task that was to be started has the ID of another one.
pub(super) fn taken(mitigation: Mitigation) -> Option<View> {
    let (task_id, region) = mitigation.taken.get()?;
    let heading = format!("A task with the ID {task_id} already exists in {region}.");
    let link = link_to(&task_id, &region, "Look at it");
    Some(view! {
        <Notice tone=Tone::Warning heading>
            <p>{link} " before you start another one for the same devices: it may be one that you started before."</p>
        </Notice>
    })
}

fn link_to(task_id: &MitigationActionsTaskId, region: &Region, words: &'static str) -> View {
    view! { <a href=href_in(&routes::task(task_id), region)>{words}</a> }
}
