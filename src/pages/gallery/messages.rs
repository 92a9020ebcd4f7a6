//! What is told.

use leptos::prelude::*;

use super::{samples, wide_samples};
use crate::aws::CallError;
use crate::aws::error::{Cause, Diagnosis, ServiceError};
use crate::aws::iot::ListSecurityProfiles;
use crate::aws::operation::Operation;
use crate::aws::transport::NoReply;
use crate::context::use_region;
use crate::ui::notifications::notify;
use crate::ui::permission::permission;
use crate::ui::{EmptyState, ErrorPanel, Notice, Tone};
use crate::view::{CollectView, View, view};

/// All tones, with their names.
pub(super) const TONES: [(&str, Tone); 7] = [
    ("Success", Tone::Success),
    ("In progress", Tone::InProgress),
    ("Pending", Tone::Pending),
    ("Warning", Tone::Warning),
    ("Error", Tone::Error),
    ("Stopped", Tone::Stopped),
    ("Info", Tone::Info),
];

pub(super) fn notices() -> View {
    let actions = || {
        view! {
            <button type="button" class="button">"Retry"</button>
            <button type="button" class="button">"Go on without"</button>
        }
    };
    let notice = |(name, tone): (&'static str, Tone)| {
        view! { <Notice tone heading=name><p>"What it means, and what to do about it."</p></Notice> }
    };
    view! {
        <div class="stack">
            {TONES.map(notice)}
            <Notice tone=Tone::Info heading="A heading alone"/>
            <Notice tone=Tone::Warning heading="With actions" actions=actions()>
                <p>
                    "A longer text, which reaches the next line: it says what has happened, what that means for what \
                     is shown below, and where to find out more. Names of things stand out: "
                    <code>"iot:ListSecurityProfiles"</code>"."
                </p>
            </Notice>
        </div>
    }
}

pub(super) fn notifications() -> View {
    let notify = notify();
    let button = |(name, tone): (&'static str, Tone)| {
        let tell = move |_| notify(tone, name, "What was done.".to_owned());
        view! { <button type="button" class="button" on:click=tell>{name}</button> }
    };
    wide_samples([("Told in the corner", view! { <div class="actions">{TONES.map(button)}</div> })])
}

pub(super) fn error_panels() -> View {
    let region = use_region().get_untracked();
    let refused = |status: u16, code: &str| {
        Cause::Service(ServiceError {
            code: Some(code.to_owned()),
            message: Some("What the service says about it.".to_owned()),
            status,
            request_id: Some("00000000-0000-0000-0000-000000000000".to_owned()),
        })
    };
    let no_answer = |diagnosis| Cause::NoAnswer { reason: NoReply("Failed to fetch".to_owned()), diagnosis };
    let unreadable = Cause::Unreadable { status: 200, request_id: None, reason: "no JSON".to_owned() };
    let panel = |cause| {
        // No call of the log has been made for it.
        let error = CallError { call: Some(0), ..CallError::new(ListSecurityProfiles::FACTS, region.clone(), cause) };
        view! { <ErrorPanel error retry=Callback::new(|()| ())/> }
    };
    let causes = [
        refused(403, "AccessDeniedException"),
        refused(429, "ThrottlingException"),
        refused(404, "ResourceNotFoundException"),
        refused(500, "InternalFailureException"),
        no_answer(Diagnosis::Offline),
        no_answer(Diagnosis::HiddenRefusal),
        unreadable,
        Cause::SignedOut,
    ];
    view! { <div class="stack">{causes.into_iter().map(panel).collect_view()}</div> }
}

pub(super) fn permissions() -> View {
    permission(Some("iot:ListSecurityProfiles".to_owned())).unwrap_or_default()
}

pub(super) fn empty_states() -> View {
    samples([
        ("A heading alone", view! { <EmptyState heading="No detectors"/> }),
        (
            "With the next step",
            view! {
                <EmptyState heading="No behavior matches">
                    <p>"No name holds “plant”."</p>
                    <button type="button" class="button">"Clear the filter"</button>
                </EmptyState>
            },
        ),
    ])
}
