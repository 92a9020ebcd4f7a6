//! One mitigation task: what it does, and how far it is until it ends.

mod details;
mod follow;
mod lookup;

use leptos::prelude::*;

use self::details::details;
use self::follow::{Following, is_unknown_to_aws};
pub(super) use self::lookup::TaskLookup;
use super::copy_as::copy_as;
use crate::aws::iot::{DescribeDetectMitigationActionsTask, MitigationActionsTaskId};
use crate::context::use_region;
use crate::domain::command::Call;
use crate::domain::task_progress::{announcement, has_ended, status_label};
use crate::explanation::{Explanation, explain};
use crate::router::use_named;
use crate::routes::{self, Page};
use crate::ui::empty_state::EmptyState;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::link::Link;
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::{PageHeader, focus_heading};
use crate::ui::permission::permission;
use crate::ui::skeleton::Skeleton;
use crate::ui::status_indicator::Tone;
use crate::ui::time::Time;
use crate::view::{View, effect, view};

/// The page.
#[component]
pub fn TaskPage() -> View {
    let named = use_named(|page| match page {
        Page::Task { task_id } => Some(task_id),
        _ => None,
    });
    let content = move || match MitigationActionsTaskId::new(named.get()) {
        Ok(task_id) => view! { <Task task_id/> },
        Err(error) => view! {
            <PageHeader title="Task"/>
            <EmptyState heading="This is no task ID">
                <p><code>{named.get()}</code></p>
                <p>{error.to_string()} "."</p>
            </EmptyState>
        },
    };
    // It stays, with what is typed in it, when the task is another one.
    view! {
        {content}
        <TaskLookup heading="Another task">
            <p><Link to=routes::MITIGATION_NEW.to_owned()>"Start mitigation"</Link></p>
        </TaskLookup>
    }
}

#[component]
fn Task(task_id: MitigationActionsTaskId) -> View {
    let heading = format!("Task {task_id}");
    let request = DescribeDetectMitigationActionsTask { task_id: task_id.clone() };
    let copy_as = copy_as(vec![Call::of(&request)], use_region(), None);
    let following = Following::start(request);
    let Following { task, failure, accepted_at, .. } = following;
    let title = heading.clone();
    // The state comes first, where a narrow tab still shows it.
    effect(move || {
        document().set_title(&match &*task.read() {
            Some(task) => format!("{} – {title} – Detect Console", status_label(task.task_status.as_ref())),
            None => format!("{title} – Detect Console"),
        });
    });
    let announced = Memo::new(move |_| task.with(|task| task.as_ref().map(announcement)));
    let is_going_on = Memo::new(move |_| task.with(|task| task.as_ref().is_some_and(|task| !has_ended(task))));
    // What is being read or has the focus must not go away with every answer.
    let is_known = Memo::new(move |_| task.with(Option::is_some));
    let is_unknown = Memo::new(move |_| failure.with(|failure| failure.as_ref().is_some_and(is_unknown_to_aws)));
    let content = move || {
        if is_known.get() {
            return details(task);
        }
        if is_unknown.get() {
            return not_found(task_id.to_string(), accepted_at.get().is_some(), following);
        }
        match failure.get() {
            Some(error) => view! { <ErrorPanel error retry=Callback::new(move |()| retry(following))/> },
            None => view! { <Skeleton what="the mitigation task"/> },
        }
    };
    // Each failure has a request ID of its own, and is the same to the reader.
    let why_outdated = Memo::new(move |_| {
        let error = failure.get().filter(|_| is_known.get())?;
        Some(Explanation { request_id: None, ..explain(&error) })
    });
    view! {
        <PageHeader title=heading actions=copy_as>
            {move || is_going_on.get().then(|| view! { <p>"Leaving this page does not stop the task."</p> })}
        </PageHeader>
        <p class="visually-hidden" role="status">{announced}</p>
        {move || accepted(following)}
        {move || why_outdated.get().map(|why| outdated(why, following))}
        {content}
    }
}

/// Says that what is shown is what was last known.
fn outdated(explanation: Explanation, following: Following) -> View {
    let actions = view! { <button type="button" class="button" on:click=move |_| retry(following)>"Retry"</button> };
    view! {
        <Notice tone=Tone::Warning heading="This is the last known state" announce=Announce::Politely actions>
            {following.told_at.get_untracked().map(|at| view! { <p>"Updated " <Time at/></p> })}
            <p>{explanation.heading} ". " {explanation.what_happened} " " {explanation.what_to_do}</p>
            {permission(explanation.permission)}
        </Notice>
    }
}

/// Asks again. The button that was pressed goes away, so the focus moves to what stays.
fn retry(following: Following) {
    focus_heading();
    following.ask_again();
}

/// Says that the task was started, as long as AWS tells nothing of it.
fn accepted(following: Following) -> Option<View> {
    let at = following.accepted_at.get().filter(|_| following.task.with(Option::is_none))?;
    following.failure.with(Option::is_some).then(|| {
        view! {
            <Notice tone=Tone::Info heading="AWS has taken the order to start this task.">
                <p>"That was at " <Time at/> ". There is no need to start it again."</p>
            </Notice>
        }
    })
}

fn not_found(task_id: String, is_accepted: bool, following: Following) -> View {
    let region = use_region();
    view! {
        <EmptyState heading=if is_accepted { "The task does not show yet" } else { "No such task" }>
            <p>
                "AWS knows no task " <code>{task_id}</code> " in " {move || region.get().to_string()}
                {if is_accepted {
                    " yet. It may still appear."
                } else {
                    ". It may be in another region, or too old."
                }}
            </p>
            <p>
                <button type="button" class="button" on:click=move |_| retry(following)>
                    "Retry"
                </button>
            </p>
        </EmptyState>
    }
}
