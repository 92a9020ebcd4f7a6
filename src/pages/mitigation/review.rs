//! The review: what will be sent, what cannot be undone, and the one button that sends it.

use leptos::prelude::*;

use super::action_effect::{DescribedEffect, use_effect_of};
use super::buttons::Buttons;
use super::doubt::doubtful;
use super::outcome::Outcome;
use super::standing::{obstacle, password_of_lately, use_standing};
use super::state::{Mitigation, Review};
use crate::aws::iot::ViolationEventOccurrenceRange;
use crate::domain::command::Call;
use crate::domain::mitigation_effect::{ActionEffect, Clearance, Known};
use crate::domain::mitigation_plan::{Confirmation, MitigationPlan, Target};
use crate::domain::mitigation_submission::{State, Submission};
use crate::format::absolute;
use crate::pages::copy_as::copy_as;
use crate::session::responders::Standing;
use crate::ui::form_field::{Checkbox, TextField};
use crate::ui::key_values::{KeyValue, KeyValues};
use crate::ui::load::{Load, LoadState};
use crate::ui::panel::Panel;
use crate::ui::time::local_offset;
use crate::view::{CollectView, IntoView, NodeRef, View, effect, view};

/// The id of what confirms the review.
const CONFIRM: &str = "confirm";

/// What is to be known about the request as text.
const COPY_STARTS: &str = "Running this starts the task, and nothing asks to confirm it. It has the task ID and the \
                           client request token of this review: sent from here as well, it starts one task, not two.";

/// The review that is open.
#[component]
pub(super) fn MitigationReview() -> View {
    let mitigation = expect_context::<Mitigation>();
    let heading = NodeRef::new();
    effect(move || heading.focus());
    // It is fixed while it is open; only its state changes.
    let review = mitigation.review.get_untracked();
    let content = review.map(|review| {
        let Submission { plan, region, .. } = review.submission.clone();
        // Read anew, in the review's region: a link or a typed name may have brought any action here.
        let effects: Vec<_> =
            plan.actions.iter().map(|name| use_effect_of(name.to_string(), Signal::stored(region.clone()))).collect();
        let read = effects.clone();
        let clearance = Memo::new(move |_| clearance(&read));
        view! {
            <div class="stack">
                {doubtful(mitigation, true)}
                <section class="panel">
                    <h2 tabindex="-1" node_ref=heading>
                        "Review"
                    </h2>
                    <p>{plan.sentence()}</p>
                </section>
                {what_will_be_sent(review)}
                {what_cannot_be_undone(&plan, effects)}
                <Confirm plan clearance/>
            </div>
        }
    });
    content.into_view()
}

/// What is known of the actions whose effects are being read.
fn clearance(effects: &[Load<ActionEffect>]) -> Clearance {
    let states: Vec<_> = effects.iter().map(|load| load.get()).collect();
    Clearance::of(states.iter().map(|state| match state {
        LoadState::Loading => Known::NotYet,
        LoadState::Ready(effect) => Known::As(effect),
        LoadState::Failed(_) => Known::Not,
    }))
}

fn what_will_be_sent(review: Review) -> View {
    let Submission { plan, token, region, .. } = review.submission;
    let wire_text = plan.wire_text(token.clone());
    let calls = vec![Call::of(&plan.request(token.clone()))];
    let copy_as = copy_as(calls, Signal::stored(region.clone()), Some(COPY_STARTS));
    let yes_no = |flag| if flag { "Yes" } else { "No" };
    view! {
        <Panel heading="What will be sent" actions=copy_as>
            <KeyValues>
                <KeyValue name="Task ID">{plan.task_id.to_string()}</KeyValue>
                <KeyValue name="Region">{region.to_string()}</KeyValue>
                {target(plan.target)}
                <KeyValue name="Time range">{range_text(plan.range)}</KeyValue>
                <KeyValue name="Only active violations">{yes_no(plan.include_only_active_violations)}</KeyValue>
                <KeyValue name="Include suppressed alerts">{yes_no(plan.include_suppressed_alerts)}</KeyValue>
                <KeyValue name="Client request token">{token.to_string()}</KeyValue>
            </KeyValues>
            <details>
                <summary>"Request as it is sent"</summary>
                <pre>{wire_text}</pre>
            </details>
        </Panel>
    }
}

/// What a task acts on, as entries of a list.
fn target(target: Target) -> View {
    match target {
        Target::Violations(ids) => {
            let name = format!("Violation IDs ({})", ids.len());
            let items = ids.iter().map(|id| view! { <li><code>{id.to_string()}</code></li> }).collect_view();
            view! { <KeyValue name><ul class="plain-list">{items}</ul></KeyValue> }
        }
        Target::Behavior { security_profile_name, behavior_name } => view! {
            <KeyValue name="Security profile">{security_profile_name.to_string()}</KeyValue>
            <KeyValue name="Behavior">{behavior_name.to_string()}</KeyValue>
        },
    }
}

/// A range in words, in UTC, and in local time where that differs.
pub(in crate::pages) fn range_text(range: Option<ViolationEventOccurrenceRange>) -> String {
    let Some(ViolationEventOccurrenceRange { start_time, end_time }) = range else {
        return "Any time".to_owned();
    };
    let utc = format!("{} to {}", absolute(start_time, 0), absolute(end_time, 0));
    let offsets = (local_offset(start_time), local_offset(end_time));
    if offsets == (0, 0) {
        return utc;
    }
    format!("{utc}; local: {} to {}", absolute(start_time, offsets.0), absolute(end_time, offsets.1))
}

fn what_cannot_be_undone(plan: &MitigationPlan, effects: Vec<Load<ActionEffect>>) -> View {
    let actions = plan.actions.iter().zip(effects).map(|(name, load)| {
        view! {
            <li>
                <strong>{name.to_string()}</strong>
                <DescribedEffect load/>
            </li>
        }
    });
    let actions = actions.collect_view();
    let reach = match plan.target {
        Target::Violations(_) => "The devices are those of the violations above.",
        Target::Behavior { .. } => {
            "Which devices these are is found out by AWS when the task runs: it may be more than you see now."
        }
    };
    view! {
        <Panel heading="What cannot be undone">
            <p>"AWS undoes nothing. Canceling the task later keeps what it has done until then. " {reach}</p>
            <ol class="action-list">{actions}</ol>
        </Panel>
    }
}

/// The confirmation, what became of the request, and the buttons.
#[component]
fn Confirm(plan: MitigationPlan, clearance: Memo<Clearance>) -> View {
    let mitigation = expect_context::<Mitigation>();
    let checked = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let confirmation = Memo::new(move |_| plan.confirmation(clearance.get() != Clearance::Uncertain));
    let field = move || match confirmation.get() {
        Confirmation::CheckBox => view! {
            <Checkbox id=CONFIRM label="I understand that this cannot be undone" checked=checked/>
        },
        Confirmation::Type { what, text } => view! {
            <TextField
                id=CONFIRM
                label=format!("To confirm, type {what}")
                description=format!("That is {text}.")
                value=typed
                error=Signal::derive(move || confirmation.read().problem(&typed.read()))
            />
        },
    };
    let state = Memo::new(move |_| {
        mitigation.review.with(|review| review.as_ref().map_or(State::Ready, |review| review.submission.state.clone()))
    });
    let look = ArcTrigger::new();
    let standing = use_standing(look.clone());
    // Holds for every button that sends.
    let unconfirmed =
        Memo::new(move |_| match obstacle(standing.read().as_ref()).or(clearance.get().blocks().map(str::to_owned)) {
            Some(reason) => Some(reason),
            None if confirmation.read().is_given(checked.get(), &typed.read()) => None,
            None => Some(match &*confirmation.read() {
                Confirmation::CheckBox => "Check the box above first.".to_owned(),
                Confirmation::Type { what, .. } => format!("Type {what} above first."),
            }),
        });
    view! {
        <Panel heading="Confirm">
            {password_of_lately(standing)}
            {field}
            <Outcome state/>
            {move || matches!(*standing.read(), Some(Standing::NeedsGroup(_))).then(|| view! {
                <p class="field-hint">"You may look, not start mitigation: see above."</p>
            })}
            <Buttons state unconfirmed look/>
        </Panel>
    }
}
