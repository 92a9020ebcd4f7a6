//! The buttons below the review: the one thing to do next, what may be done instead, and the way back.

use leptos::prelude::*;

use super::form::close_review;
use super::outcome::OUTCOME;
use super::state::Mitigation;
use crate::context::use_client;
use crate::domain::mitigation_submission::{State, Submission};
use crate::router::use_router;
use crate::ui::button::{Button, Emphasis};
use crate::view::{View, focus_by_id, view};

/// The buttons. What is to be done next, and what it is called, follows from how far the submission is.
#[component]
pub(super) fn Buttons(
    /// How far the submission is.
    state: Memo<State>,
    /// What is missing before it is sent.
    unconfirmed: Memo<Option<String>>,
    /// Has what is missing looked at anew: time alone may have changed it.
    look: ArcTrigger,
) -> View {
    let mitigation = expect_context::<Mitigation>();
    let client = StoredValue::new_local(use_client());
    // Kept while a request is under way: a button stays what it was when it was pressed.
    let submission_is = move |is: fn(&Submission) -> bool| {
        Memo::new(move |before: Option<&bool>| {
            mitigation.review.with(|review| match review {
                Some(review) if !review.submission.is_busy() => is(&review.submission),
                _ => before.copied().unwrap_or_default(),
            })
        })
    };
    let is_unknown = submission_is(|submission| matches!(submission.state, State::Unknown(_)));
    let can_send_again = submission_is(Submission::can_send_again);
    let is_sending = move || *state.read() == State::Sending;
    let is_checking = move || *state.read() == State::Checking;
    let under_way = move || {
        (is_sending() || is_checking()).then(|| "The request is under way; its outcome comes first.".to_owned())
    };
    let send_blocked = Signal::derive(move || under_way().or_else(|| unconfirmed.get()));
    let other_blocked = Signal::derive(under_way);
    let send = Callback::new(move |()| {
        look.notify();
        if unconfirmed.with_untracked(Option::is_none) {
            mitigation.send(client.get_value());
        }
    });
    let check = Callback::new(move |()| mitigation.check(client.get_value()));
    // There is one thing to do next: where nobody knows the outcome, to ask for it. The other thing stands beside it.
    let next = Callback::new(move |()| if is_unknown.get_untracked() { check.run(()) } else { send.run(()) });
    let label = move || match (is_unknown.get(), can_send_again.get()) {
        (true, _) => "Check status",
        (false, true) => "Send again",
        (false, false) => "Start task",
    };
    let busy = Signal::derive(move || {
        if is_unknown.get() { is_checking() } else { is_sending() || is_checking() && !can_send_again.get() }
    });
    let blocked = Signal::derive(move || if is_unknown.get() { under_way() } else { send_blocked.get() });
    // It goes away with some outcomes: the focus stays where they will be.
    let beside =
        move |label: &'static str, busy: Signal<bool>, blocked: Signal<Option<String>>, press: Callback<()>| {
            let press = Callback::new(move |()| {
                focus_by_id(OUTCOME.to_owned());
                press.run(());
            });
            view! { <Button busy blocked on_click=press>{label}</Button> }
        };
    let beside = move || match (can_send_again.get(), is_unknown.get()) {
        (false, _) => None,
        (true, false) => Some(beside("Check status", Signal::derive(is_checking), other_blocked, check)),
        (true, true) => Some(beside("Send again", Signal::derive(is_sending), send_blocked, send)),
    };
    let router = use_router();
    let back = move |()| {
        // The page closes the review when the browser has gone back.
        if !router.close_layer() {
            close_review(mitigation);
        }
    };
    view! {
        <div class="form-actions">
            <Button emphasis=Emphasis::Primary busy blocked on_click=next>
                {label}
            </Button>
            {beside}
            <Button blocked=other_blocked on_click=Callback::new(back)>
                "Back to the form"
            </Button>
        </div>
    }
}
