//! What is beside the table of training summaries: the choice of columns, the export, and all of one summary.

mod details;
mod problems;
mod selection;

use leptos::prelude::*;

use self::details::Details;
pub(super) use self::problems::{nothing_to_show, problems};
pub(super) use self::selection::{select_all, selection_bar};
use super::table_tools::export::Content;
use super::table_tools::{Export, Preferences};
use super::training::{Shown, TABLE};
use crate::domain::export::Sheet;
use crate::domain::training_view::Column;
use crate::view::{View, view};

/// Works on what the table shows.
pub(super) fn training_tools(shown: Shown) -> View {
    let Shown { collection, places, words, .. } = shown;
    let is_partial = Signal::derive(move || !collection.progress.with(|progress| progress.has_all()));
    let content = move || {
        let places = places.get();
        collection.rows.with(|rows| {
            let summaries = || places.iter().filter_map(|place| rows.summaries().get(*place));
            let profile = summaries().next().and_then(|summary| summary.security_profile_name.as_ref());
            let is_of_profile = summaries().all(|summary| summary.security_profile_name.as_ref() == profile);
            Content {
                sheet: Sheet::of_training(summaries()),
                rows: "summaries",
                name: "training",
                of: profile.filter(|_| is_of_profile).map(ToString::to_string),
                is_partial: is_partial.get(),
            }
        })
    };
    // The names are always there.
    let columns = Column::ALL.into_iter().skip(2).map(|column| (column.key(), column.heading())).collect();
    view! {
        <div class="actions">
            <Export count=Signal::derive(move || places.with(Vec::len)) is_partial content=Box::new(content)/>
            <Preferences name=TABLE columns words/>
        </div>
        <Details shown/>
    }
}

/// What the numbers mean, in the place where they are read.
pub(super) fn explain_training() -> View {
    view! {
        <details class="explanation">
            <summary>"What these numbers mean"</summary>
            <p>
                <strong>"Pending build: "</strong>
                "AWS is collecting data. A model is built once 14 days of data with at least 25,000 datapoints for the \
                 metric are there; the share shown is progress towards the first model."
            </p>
            <p>
                <strong>"Active: "</strong>
                "the model works, and AWS refreshes it daily with the trailing 14 days. A low share does not mean that \
                 it is unfinished: it says how much of what a build wants those days held."
            </p>
            <p>
                <strong>"Expired: "</strong>
                "AWS has stopped building the model, most likely for want of data over 30 days."
            </p>
        </details>
    }
}
