//! Ranges of time.

use std::time::Duration;

use leptos::prelude::*;

use super::wide_samples;
use crate::domain::time_range::{Limits, RangeChoice};
use crate::ui::form_field::{RangePicker, TimeEnd};
use crate::view::{View, view};

pub(super) fn range_pickers() -> View {
    wide_samples([
        ("A preset", picker(["range", "range-start", "range-end", "range-zone"], RangeChoice::Last24Hours, "", "")),
        (
            "Two times",
            picker(
                ["range-typed", "range-typed-start", "range-typed-end", "range-typed-zone"],
                RangeChoice::Between,
                "2026-11-20T12:00Z",
                "2026-11-20T12:00",
            ),
        ),
    ])
}

fn picker([id, start, end, zone_id]: [&'static str; 4], choice: RangeChoice, from: &str, wrong: &str) -> View {
    let time_end = |id, label, text: &str, error: Option<&str>| TimeEnd {
        id,
        label,
        value: RwSignal::new(text.to_owned()).into(),
        error: Signal::stored(error.map(str::to_owned)),
    };
    let limits = Limits {
        furthest_start: Duration::ZERO,
        furthest_end: Duration::ZERO,
        oldest_start: Duration::ZERO,
        too_old: "Long ago.",
    };
    view! {
        <RangePicker
            id
            zone_id
            label="Time range"
            choice=RwSignal::new(choice).into()
            offered=Signal::stored(&RangeChoice::ALL[..])
            description="What the range is for."
            now_is="you open it"
            limits
            start=time_end(start, "Start", from, None)
            end=time_end(end, "End", wrong, Some("The end is the same as the start; it must be later"))
        />
    }
}
