//! The section "When and which": the time range, and which violations in it count.

use leptos::prelude::*;

use super::form::{Watched, error_of};
use super::state::Mitigation;
use crate::aws::Timestamp;
use crate::context::use_platform;
use crate::domain::mitigation_draft::{Field, MitigationDraft, RangeChoice, TargetKind, Zone, read_time};
use crate::format::absolute;
use crate::ui::form_field::{Checkbox, Choice, RadioGroup, SelectField, TextField};
use crate::ui::panel::Panel;
use crate::ui::time::local_offset;
use crate::view::{View, view};

const LOCAL: &str = "local";
const UTC: &str = "utc";

/// The section.
#[component]
pub(super) fn WhenSection() -> View {
    let mitigation = expect_context::<Mitigation>();
    let platform = StoredValue::new_local(use_platform());
    let draft = mitigation.draft;
    let target = Memo::new(move |_| draft.with(|draft| draft.target));
    let range = mitigation
        .field(|draft| draft.range().label().to_owned(), |draft, label| draft.range = RangeChoice::from_label(&label));
    let zone = mitigation.field(
        |draft| if draft.zone == Zone::Local { LOCAL.to_owned() } else { UTC.to_owned() },
        |draft, zone| draft.zone = if zone == UTC { Zone::Utc } else { Zone::Local },
    );
    let start_outcome = move || {
        let now = platform.with_value(|platform| platform.now());
        draft.with(|draft| {
            let warning = draft.start_warning(now, local_offset).map(|warning| format!(" {warning}"));
            Some(hint(draft, &draft.start_time, Edge::Start)? + &warning.unwrap_or_default())
        })
    };
    view! {
        <Panel heading="When and which">
            <SelectField
                id="time-range"
                label="Time range"
                value=range
                choices=Signal::derive(move || range_choices(target.get()))
                description="When the violations occurred. A range such as the last hour ends when you open the review."
            />
            <Watched field=Field::StartTime>
                <TextField
                    id=Field::StartTime.id()
                    label=Field::StartTime.label()
                    kind="datetime-local"
                    value=mitigation.field(
                        |draft| typed(draft, &draft.start_time),
                        |draft, text| {
                            draft.range = Some(RangeChoice::Between);
                            draft.start_time = text;
                        },
                    )
                    outcome=Signal::derive(start_outcome)
                    error=error_of(Field::StartTime)
                />
            </Watched>
            <Watched field=Field::EndTime>
                <TextField
                    id=Field::EndTime.id()
                    label=Field::EndTime.label()
                    kind="datetime-local"
                    value=mitigation.field(
                        |draft| typed(draft, &draft.end_time),
                        |draft, text| {
                            draft.range = Some(RangeChoice::Between);
                            draft.end_time = text;
                        },
                    )
                    outcome=Signal::derive(move || draft.with(|draft| hint(draft, &draft.end_time, Edge::End)))
                    error=error_of(Field::EndTime)
                />
            </Watched>
            <RadioGroup
                id="zone"
                label="Start and end time are in"
                value=zone
                choices=vec![Choice::new(LOCAL, "Local time"), Choice::new(UTC, "UTC")]
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

/// Which end of the range.
#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
}

/// The ranges on offer.
fn range_choices(target: TargetKind) -> Vec<Choice> {
    let offered = RangeChoice::ALL.into_iter().filter(|choice| choice.is_for(target));
    offered.map(|choice| Choice::new(choice.label(), choice.label())).collect()
}

/// What stands in the field of a time: nothing while another kind of range is chosen. The text is kept meanwhile.
fn typed(draft: &MitigationDraft, text: &str) -> String {
    if draft.range() == RangeChoice::Between { text.to_owned() } else { String::new() }
}

/// What a time comes to.
fn hint(draft: &MitigationDraft, text: &str, edge: Edge) -> Option<String> {
    let range = draft.range();
    match (range, edge) {
        (RangeChoice::Between, _) => read_time(text, draft.zone, local_offset).ok().map(in_utc),
        (RangeChoice::AnyTime, _) => Some("No limit. Type a time to set one.".to_owned()),
        (RangeChoice::LastHour, Edge::Start) => Some("1 hour before you open the review.".to_owned()),
        (_, Edge::Start) => Some(format!("{} before you open the review.", range.label().trim_start_matches("Last "))),
        (_, Edge::End) => Some("When you open the review.".to_owned()),
    }
}

fn in_utc(time: Timestamp) -> String {
    format!("That is {}.", absolute(time, 0))
}
