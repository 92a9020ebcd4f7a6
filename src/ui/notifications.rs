//! What was done, told in a corner of the window: read out politely, gone after a while. Errors stay until they are
//! dismissed.

use std::time::Duration;

use leptos::prelude::*;

use super::notice::Notice;
use super::status_indicator::Tone;
use crate::view::{View, each, view};

/// How long it is there. WCAG 2.2.1: nothing is lost with it, and errors stay.
const SHOWN_FOR: Duration = Duration::from_secs(10);

/// How many are there at once: the oldest makes room.
const MOST: usize = 4;

/// Something to tell.
#[derive(Clone, PartialEq, Eq)]
struct Notification {
    number: u32,
    tone: Tone,
    heading: &'static str,
    text: String,
}

/// What is being told.
#[derive(Clone, Copy)]
struct Told(RwSignal<Vec<Notification>>);

/// Lets the components below tell what was done.
pub fn provide_notifications() {
    provide_context(Told(RwSignal::new(Vec::new())));
}

/// Tells something: how it is to be taken, what it comes down to, and more of it.
pub fn notify() -> impl Fn(Tone, &'static str, String) + Copy + 'static {
    let told: Told = expect_context();
    move |tone, heading, text| told.add(tone, heading, text)
}

impl Told {
    fn add(self, tone: Tone, heading: &'static str, text: String) {
        let mut number = 0;
        // The console may be gone by now.
        self.0.try_update(|told| {
            number = told.last().map_or(0, |last| last.number + 1);
            told.push(Notification { number, tone, heading, text });
            if told.len() > MOST {
                told.remove(0);
            }
        });
        if tone != Tone::Error {
            set_timeout(move || self.dismiss(number), SHOWN_FOR);
        }
    }

    fn dismiss(self, number: u32) {
        self.0.try_update(|told| told.retain(|notification| notification.number != number));
    }
}

/// The corner.
#[component]
pub fn Notifications() -> View {
    let told: Told = expect_context();
    let numbers = move || told.0.with(|told| told.iter().map(|notification| notification.number.to_string()).collect());
    let draw = move |number: String| {
        let found = told.0.with_untracked(|told| told.iter().find(|told| told.number.to_string() == number).cloned());
        let Some(Notification { number, tone, heading, text }) = found else { return View::default() };
        let dismiss = move |_| told.dismiss(number);
        let actions = view! { <button type="button" class="button small" on:click=dismiss>"Dismiss"</button> };
        view! { <Notice tone heading actions><p>{text}</p></Notice> }
    };
    view! {
        <div class="notifications" role="status" aria-label="Notifications">
            {each(numbers, draw)}
        </div>
    }
}
