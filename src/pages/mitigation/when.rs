//! The section "When and which": the time range, and which violations in it count.

use leptos::prelude::*;

use super::form::error_of;
use super::state::Mitigation;
use crate::domain::mitigation_draft::{Field, RANGE_LIMITS};
use crate::ui::form_field::{Checkbox, RangePicker, TimeEnd};
use crate::ui::panel::Panel;
use crate::view::{View, view};

/// The section.
#[component]
pub(super) fn WhenSection() -> View {
    let mitigation = expect_context::<Mitigation>();
    let draft = mitigation.draft;
    let start = TimeEnd {
        id: Field::StartTime.id(),
        label: Field::StartTime.label(),
        value: mitigation.field(|draft| draft.start_time.clone(), |draft, text| draft.start_time = text),
        error: error_of(Field::StartTime),
    };
    let end = TimeEnd {
        id: Field::EndTime.id(),
        label: Field::EndTime.label(),
        value: mitigation.field(|draft| draft.end_time.clone(), |draft, text| draft.end_time = text),
        error: error_of(Field::EndTime),
    };
    view! {
        <Panel heading="When and which">
            <RangePicker
                id="time-range"
                zone_id="zone"
                label="Time range"
                choice=mitigation.field(|draft| draft.range(), |draft, choice| draft.range = Some(choice))
                offered=Signal::derive(move || draft.with(|draft| draft.ranges()))
                description="When the violations occurred."
                now_is="you open the review"
                limits=RANGE_LIMITS
                start
                end
            />
            <Checkbox
                id="only-active"
                label="Only active violations"
                checked=mitigation.field(
                    |draft| draft.include_only_active_violations,
                    |draft, checked| draft.include_only_active_violations = checked,
                )
                description="Leaves out violations that are over when the task runs."
            />
            <Checkbox
                id="suppressed"
                label="Include suppressed alerts"
                checked=mitigation.field(
                    |draft| draft.include_suppressed_alerts,
                    |draft, checked| draft.include_suppressed_alerts = checked,
                )
                description="Also acts on violations of behaviors whose alerts are suppressed."
            />
        </Panel>
    }
}
