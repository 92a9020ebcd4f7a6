//! What is beside the table of training summaries: the choice of columns, the export, and all of one summary.

mod details;
mod export;
mod preferences;
mod problems;

use self::details::Details;
use self::export::Export;
use self::preferences::Preferences;
pub(super) use self::problems::{nothing_to_show, problems};
use super::training::Shown;
use crate::view::{View, view};

/// Works on what the table shows.
pub(super) fn training_tools(shown: Shown) -> View {
    view! {
        <div class="actions">
            <Export shown/>
            <Preferences look=shown.look/>
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
