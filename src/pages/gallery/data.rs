//! What is shown of data.

use leptos::prelude::*;

use super::messages::TONES;
use super::{samples, wide_samples};
use crate::aws::Timestamp;
use crate::format::count;
use crate::ui::icon::{Icon, icon};
use crate::ui::table::SortHeader;
use crate::ui::{
    EmptyState, KeyValue, KeyValues, Progress, Skeleton, SortDirection, StatusIndicator, Table, Time, Tone, use_now,
};
use crate::view::{CollectView, View, view};

const LONG_NAME: &str = "a-name-of-a-security-profile-that-is-as-long-as-names-may-be-which-is-128-characters-without-a-space-between-them-so-that-it-wraps";

/// Milliseconds.
const MINUTE: i64 = 60_000;

/// That many minutes ago.
fn ago(minutes: i64) -> View {
    let now = use_now().get_untracked();
    view! { <Time at=Timestamp::from_millis(now.millis() - minutes * MINUTE)/> }
}

pub(super) fn status_indicators() -> View {
    samples(TONES.map(|(text, tone)| (tone.name(), view! { <StatusIndicator tone text/> })))
}

pub(super) fn icons() -> View {
    samples([
        ("Success", icon(Icon::Success)),
        ("Pending", icon(Icon::Pending)),
        ("InProgress", icon(Icon::InProgress)),
        ("Warning", icon(Icon::Warning)),
        ("Error", icon(Icon::Error)),
        ("Stopped", icon(Icon::Stopped)),
        ("Info", icon(Icon::Info)),
        ("Copy", icon(Icon::Copy)),
        ("Done", icon(Icon::Done)),
        ("Menu", icon(Icon::Menu)),
        ("Product", icon(Icon::Product)),
        ("Ascending", icon(Icon::Ascending)),
        ("Descending", icon(Icon::Descending)),
        ("Sortable", icon(Icon::Sortable)),
        ("Requests", icon(Icon::Requests)),
    ])
}

pub(super) fn times() -> View {
    samples([
        ("Now", ago(0)),
        ("Minutes ago", ago(5)),
        ("Days ago", ago(3 * 24 * 60)),
        ("Years ago", ago(3 * 366 * 24 * 60)),
        ("Ahead", ago(-90)),
    ])
}

pub(super) fn progress() -> View {
    let progress = |done: usize, total: usize, text: &str| {
        let text = Signal::stored(text.to_owned());
        view! { <Progress done=Signal::stored(done) total=Signal::stored(total) text/> }
    };
    samples([
        ("Nobody knows the total", progress(0, 0, "Looking for profiles")),
        ("At its beginning", progress(0, 37, "0 of 37 profiles")),
        ("On its way", progress(12, 37, "12 of 37 profiles")),
        ("Done", progress(37, 37, "37 of 37 profiles")),
    ])
}

pub(super) fn skeleton() -> View {
    view! { <Skeleton what="the rows" rows=3/> }
}

pub(super) fn key_values() -> View {
    view! {
        <KeyValues>
            <KeyValue name="Name">"plant-7"</KeyValue>
            <KeyValue name="Status"><StatusIndicator tone=Tone::Success text="Active"/></KeyValue>
            <KeyValue name="Last changed">{ago(200)}</KeyValue>
            <KeyValue name="Long">{LONG_NAME}</KeyValue>
            <KeyValue name="None">"–"</KeyValue>
        </KeyValues>
    }
}

pub(super) fn table() -> View {
    let sorted = RwSignal::new((0, SortDirection::Ascending));
    let direction =
        move |column| Signal::derive(move || Some(sorted.get()).filter(|(by, _)| *by == column).map(|(_, way)| way));
    let sort = move |column| {
        Callback::new(move |()| {
            sorted.update(|sorted| {
                *sorted = match *sorted {
                    (by, SortDirection::Ascending) if by == column => (column, SortDirection::Descending),
                    _ => (column, SortDirection::Ascending),
                };
            });
        })
    };
    let row = |(place, (text, tone)): (usize, (&'static str, _))| {
        view! {
            <tr>
                <th scope="row">{if place == 2 { LONG_NAME } else { "plant-7" }}</th>
                <td><StatusIndicator tone text/></td>
                <td class="number">{count(place * 12_345)}</td>
                <td>{ago(200)}</td>
            </tr>
        }
    };
    // The headers alone: what sorts rows is a page's.
    view! {
        <p class="field-hint">"Sorted by one column; a press sorts by another, or the other way round."</p>
        <Table caption=Signal::stored("States".to_owned())>
            <thead>
                <tr>
                    <SortHeader label="Name" direction=direction(0) on_sort=sort(0)/>
                    <SortHeader label="Status" direction=direction(1) on_sort=sort(1)/>
                    <SortHeader label="Datapoints" direction=direction(2) on_sort=sort(2) numeric=true/>
                    <th scope="col">"Last changed"</th>
                </tr>
            </thead>
            <tbody>{TONES.into_iter().enumerate().map(row).collect_view()}</tbody>
        </Table>
    }
}

pub(super) fn empty_table() -> View {
    view! { <EmptyState heading="No security profiles"><p>"There are none in this region."</p></EmptyState> }
}

pub(super) fn text() -> View {
    wide_samples([
        (
            "Paragraph",
            view! { <p>"A sentence with " <code>"code"</code> ", " <strong>"weight"</strong> " and " <kbd>"Ctrl"</kbd> "."</p> },
        ),
        ("Muted", view! { <p class="muted">"What matters less."</p> }),
        (
            "Lists",
            view! {
                <ul>
                    <li>"One thing"</li>
                    <li>"Another"</li>
                </ul>
                <ol>
                    <li>"First"</li>
                    <li>"Then"</li>
                </ol>
            },
        ),
        ("Preformatted", view! { <pre>"{\n  \"name\": \"plant-7\"\n}"</pre> }),
        ("Rule", view! { <hr/> }),
    ])
}
