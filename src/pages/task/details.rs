//! What is known of a task, laid out.

use leptos::prelude::*;

use crate::aws::Timestamp;
use crate::aws::iot::{
    DetectMitigationActionsTaskStatistics, DetectMitigationActionsTaskStatus as Status,
    DetectMitigationActionsTaskSummary, DetectMitigationActionsTaskTarget, MitigationAction,
};
use crate::domain::mitigation_effect::ActionEffect;
use crate::domain::task_progress::status_label;
use crate::format::count;
use crate::pages::mitigation::{EffectText, range_text};
use crate::ui::key_values::{KeyValue, KeyValues};
use crate::ui::panel::Panel;
use crate::ui::status_indicator::{StatusIndicator, Tone};
use crate::ui::time::Time;
use crate::view::{CollectView, IntoView, View, view};

/// Everything that AWS tells of a task. What changes while it runs is laid out by itself, so that the rest stays.
pub(super) fn details(task: RwSignal<Option<DetectMitigationActionsTaskSummary>>) -> View {
    let status = Memo::new(move |_| task.with(|task| task.as_ref()?.task_status.clone()));
    let counts = Memo::new(move |_| task.with(|task| task.as_ref()?.task_statistics.clone()));
    let rest = Memo::new(move |_| {
        let task = task.get()?;
        Some(DetectMitigationActionsTaskSummary { task_status: None, task_statistics: None, ..task })
    });
    let content = move || rest.with(|rest| rest.as_ref().map(|rest| laid_out(rest, status, counts)));
    content.into_view()
}

fn laid_out(
    task: &DetectMitigationActionsTaskSummary,
    status: Memo<Option<Status>>,
    counts: Memo<Option<DetectMitigationActionsTaskStatistics>>,
) -> View {
    let actions = task.actions_definition.iter().map(action).collect_view();
    let status = move || {
        let status = status.get();
        view! { <StatusIndicator tone=tone(status.as_ref()) text=status_label(status.as_ref())/> }
    };
    let counts = move || counts.with(|counts| counts.as_ref().map(statistics));
    view! {
        <Panel heading="State">
            <KeyValues>
                <KeyValue name="Status">{status}</KeyValue>
                <KeyValue name="Started">{time(task.task_start_time)}</KeyValue>
                <KeyValue name="Ended">{time(task.task_end_time)}</KeyValue>
                {counts}
            </KeyValues>
        </Panel>
        <Panel heading="Target">
            <KeyValues>
                {task.target.as_ref().map(target)}
                <KeyValue name="Time range">{range_text(task.violation_event_occurrence_range)}</KeyValue>
                <KeyValue name="Only active violations">{flag(task.only_active_violations_included)}</KeyValue>
                <KeyValue name="Include suppressed alerts">{flag(task.suppressed_alerts_included)}</KeyValue>
            </KeyValues>
        </Panel>
        <Panel heading="Mitigation actions">
            <ol class="action-list">{actions}</ol>
        </Panel>
    }
}

const fn tone(status: Option<&Status>) -> Tone {
    match status {
        Some(Status::InProgress) => Tone::InProgress,
        Some(Status::Successful) => Tone::Success,
        Some(Status::Failed) => Tone::Error,
        Some(Status::Canceled) => Tone::Stopped,
        Some(Status::Other(_)) | None => Tone::Info,
    }
}

fn statistics(statistics: &DetectMitigationActionsTaskStatistics) -> View {
    let counts = [
        ("Actions executed", statistics.actions_executed),
        ("Actions skipped", statistics.actions_skipped),
        ("Actions failed", statistics.actions_failed),
    ];
    let counted = |(name, number): (&'static str, Option<i64>)| {
        view! { <KeyValue name>{number.map_or_else(unknown, count)}</KeyValue> }
    };
    counts.map(counted).collect_view().into_view()
}

fn target(target: &DetectMitigationActionsTaskTarget) -> View {
    let ids = target.violation_ids.iter().map(|id| view! { <li><code>{id.to_string()}</code></li> }).collect_view();
    let count = target.violation_ids.len();
    let profile = target.security_profile_name.as_ref().map(ToString::to_string);
    let behavior = target.behavior_name.as_ref().map(ToString::to_string);
    view! {
        {(count > 0)
            .then(|| view! { <KeyValue name=format!("Violation IDs ({count})")><ul class="plain-list">{ids}</ul></KeyValue> })}
        {profile.map(|name| view! { <KeyValue name="Security profile">{name}</KeyValue> })}
        {behavior.map(|name| view! { <KeyValue name="Behavior">{name}</KeyValue> })}
    }
}

fn action(action: &MitigationAction) -> View {
    let name = action.name.as_ref().map_or_else(unknown, ToString::to_string);
    let role = action.role_arn.clone().map(|role| view! { <p class="field-hint">"Role: " <code>{role}</code></p> });
    view! {
        <li>
            <strong>{name}</strong>
            <EffectText effect=ActionEffect::of(action.action_params.as_ref())/>
            {role}
        </li>
    }
}

fn time(at: Option<Timestamp>) -> View {
    at.map_or_else(|| "–".into_view(), |at| view! { <Time at/> })
}

fn flag(flag: Option<bool>) -> String {
    match flag {
        Some(true) => "Yes".to_owned(),
        Some(false) => "No".to_owned(),
        None => unknown(),
    }
}

/// What stands where AWS left a member out.
fn unknown() -> String {
    "Unknown".to_owned()
}
