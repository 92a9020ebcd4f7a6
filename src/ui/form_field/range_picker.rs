//! A range of time: a preset such as "last 24 hours", or two typed times.

use leptos::prelude::*;

use super::{Binding, Choice, RadioGroup, SelectField, TimeField};
use crate::domain::time_range::{Limits, RangeChoice};
use crate::domain::typed_time::{in_words, on_the_clock, read_time};
use crate::preferences::{ZONE, use_preferences};
use crate::ui::time::{local_zone, preferred_offset, use_now};
use crate::view::{View, view};

/// Where a typed range starts or ends.
#[derive(Clone, Copy)]
pub struct TimeEnd {
    /// The id of its control.
    pub id: &'static str,
    /// Names its field.
    pub label: &'static str,
    /// What is typed, in ISO 8601. It stays while a preset is chosen.
    pub value: Binding<String>,
    /// What is wrong with it.
    pub error: Signal<Option<String>>,
}

/// A range of time. Typed times are in the zone that is preferred, unless they say their own; their fields are there
/// while they count.
#[component]
pub fn RangePicker(
    /// The id of the control that chooses.
    id: &'static str,
    /// The id of the choice of the zone.
    zone_id: &'static str,
    /// Names the range.
    label: &'static str,
    /// How the range is chosen.
    choice: Binding<RangeChoice>,
    /// What there is to choose from.
    #[prop(into)]
    offered: Signal<&'static [RangeChoice]>,
    /// What it is for.
    description: &'static str,
    /// When a relative range ends, in words that follow "before".
    now_is: &'static str,
    /// What a typed range keeps to. The page checks that; here is warned of an old start.
    limits: Limits,
    /// Where it starts.
    start: TimeEnd,
    /// Where it ends.
    end: TimeEnd,
) -> View {
    let preferences = use_preferences();
    let chosen = Memo::new(move |_| choice.get.get());
    let is_typed = move || chosen.get() == RangeChoice::Between;
    let by_label = Binding::new(Signal::derive(move || chosen.get().label().to_owned()), move |label: String| {
        if let Some(made) = RangeChoice::from_label(&label) {
            choice.set.run(made);
        }
    });
    let choices = Signal::derive(move || {
        offered.get().iter().map(|choice| Choice::new(choice.label(), choice.label())).collect::<Vec<_>>()
    });
    // Any preference tells of its change, and a field that is built anew loses the focus.
    let is_utc = Memo::new(move |_| preferences.get(&ZONE) == "utc");
    let fields = move || {
        let zone = if is_utc.get() { "UTC".to_owned() } else { local_zone() };
        let description = format!("Such as 2026-11-20T19:30. In {zone}, unless it ends with its zone: Z or +02:00.");
        view! {
            {time_field(start, description.clone(), Some(limits))}
            {time_field(end, description, None)}
        }
    };
    let zone = move || {
        let value = Binding::new(Signal::derive(move || preferences.get(&ZONE).to_owned()), move |zone: String| {
            preferences.set(&ZONE, &zone)
        });
        let names = [format!("This computer’s zone, {}", local_zone()), "UTC".to_owned()];
        let choices = ZONE.values().iter().zip(names).map(|(value, name)| Choice::new(*value, name)).collect();
        view! {
            <RadioGroup
                id=zone_id
                label="Time zone"
                value
                choices
                description="All times of the console follow this choice. What is typed stays as it is."
            />
        }
    };
    view! {
        <div class="stack">
            <SelectField
                id
                label
                value=by_label
                choices
                description
                outcome=Signal::derive(move || chosen.get().meaning(now_is))
            />
            {move || is_typed().then(fields)}
            {move || is_typed().then(zone)}
        </div>
    }
}

/// The field of one end, which warns of a time that is older than `limits` say.
fn time_field(end: TimeEnd, description: String, limits: Option<Limits>) -> View {
    let TimeEnd { id, label, value, error } = end;
    let (preferences, now) = (use_preferences(), use_now());
    // What is read out changes only with what it says.
    let outcome = Memo::new(move |_| {
        let offset = preferred_offset(preferences);
        let time = value.get.with(|text| read_time(text, offset)).ok()?;
        let warning = limits.and_then(|limits| limits.warning(time, now.get()));
        let warning = warning.map(|warning| format!(" {warning}")).unwrap_or_default();
        Some(format!("That is {}.{warning}", in_words(time, offset)))
    });
    let picked = Memo::new(move |_| value.get.with(|text| on_the_clock(text, preferred_offset(preferences))));
    view! { <TimeField id label value picked description outcome error/> }
}
