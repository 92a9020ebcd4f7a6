//! The table of calls, each with its details a click away.

use leptos::prelude::*;

use super::Log;
use super::details::details;
use super::opened::{Opened, opener_id};
use crate::aws::call_log::Call;
use crate::domain::request_log::{Outcome, failure};
use crate::format;
use crate::ui::time::local_offset;
use crate::ui::{StatusIndicator, Table, Tone};
use crate::view::{CollectView, IntoView, View, each, view};

/// Headings of the columns, and whether they hold numbers.
const COLUMNS: [(&str, bool); 8] = [
    ("Time", false),
    ("Operation", false),
    ("Region", false),
    ("Outcome", false),
    ("Attempts", true),
    ("Duration", true),
    ("Sent", true),
    ("Received", true),
];

/// The calls of `log` that `shown` names by number and revision.
#[component]
pub(super) fn CallTable(log: Log, opened: Opened, shown: Memo<Vec<(u32, u32)>>) -> View {
    let header = |(name, is_number): &(&'static str, bool)| {
        view! { <th scope="col" class:number=*is_number>{*name}</th> }
    };
    let drawn = move |number| log.client.with_value(|client| client.log().with(number, |call| body(log, opened, call)));
    // A call that has changed is another item.
    let items = move || shown.get().into_iter().map(|(number, revision)| format!("{number} {revision}")).collect();
    let number_of = |item: &str| item.split(' ').next()?.parse().ok();
    view! {
        <Table caption="Calls">
            <thead>
                <tr>{COLUMNS.iter().map(header).collect_view()}</tr>
            </thead>
            {each(items, move |item| number_of(&item).and_then(drawn).into_view())}
        </Table>
    }
}

/// A call, and its details while they are open.
fn body(log: Log, opened: Opened, call: &Call) -> View {
    let number = call.number;
    let is_open = Memo::new(move |_| opened.has(number));
    let id = format!("call-{number}");
    let controlled = id.clone();
    let shown = move || {
        let details = is_open.get().then(|| log.client.with_value(|client| client.log().with(number, details)));
        details.flatten().map(|details| {
            view! {
                <tr class="call-details" id=id.clone()>
                    <td colspan="8"><div>{details}</div></td>
                </tr>
            }
        })
    };
    view! {
        <tbody class="call">
            <tr>
                <td><time datetime=call.began.to_rfc3339()>{format::time_of_day(call.began, local_offset(call.began))}</time></td>
                <th scope="row">
                    <button
                        type="button"
                        id=opener_id(number)
                        class="link disclosure"
                        aria-expanded=move || is_open.get().to_string()
                        aria-controls=move || is_open.get().then(|| controlled.clone())
                        on:click=move |_| opened.toggle(number)
                    >
                        {call.facts.name}
                    </button>
                </th>
                <td>{call.region.to_string()}</td>
                <td>{outcome(call)}</td>
                <td class="number">{call.attempts.len()}</td>
                <td class="number">{call.duration.map(duration)}</td>
                <td class="number">{format::size(call.request.size)}</td>
                <td class="number">{call.reply.as_ref().map(|reply| format::size(reply.size))}</td>
            </tr>
            {shown}
        </tbody>
    }
}

fn outcome(call: &Call) -> View {
    let outcome = Outcome::of(call);
    let tone = match outcome {
        Outcome::UnderWay => Tone::InProgress,
        Outcome::Succeeded => Tone::Success,
        Outcome::Failed => Tone::Error,
        Outcome::Cancelled => Tone::Stopped,
    };
    let text = match failure(call) {
        Some(failure) => format!("{}: {failure}", outcome.title()),
        None => outcome.title().to_owned(),
    };
    view! { <StatusIndicator tone text/> }
}

/// Milliseconds with their unit.
pub(super) fn duration(millis: u64) -> String {
    format::count(millis) + "\u{a0}ms"
}
