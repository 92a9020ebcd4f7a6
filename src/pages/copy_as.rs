//! "Copy as" on the pages: what they ask AWS for, as text.

use std::rc::Rc;

use leptos::prelude::*;

use crate::aws::Region;
use crate::aws::iot::GetBehaviorModelTrainingSummaries;
use crate::context::use_region;
use crate::domain::command::{Call, Tool};
use crate::ui::copy_as::{CopyAs, CopyText};
use crate::view::{View, view};

const FIRST_PAGE_ONLY: &str =
    "Reads the first page of a list only. To read on, ask again with the nextToken of the answer.";

/// A button that offers `calls` in `region` as text. `about` is what is to be known before one is used.
pub(super) fn copy_as(calls: Vec<Call>, region: impl Into<Signal<Region>>, about: Option<&'static str>) -> View {
    let region = region.into();
    let write = move |place: usize| {
        let tool = Tool::ALL[place];
        let note = if tool.reads_all(&calls) { "" } else { FIRST_PAGE_ONLY };
        CopyText { text: tool.write(&calls, &region.read()), note }
    };
    view! { <CopyAs tools=Tool::ALL.map(Tool::name).to_vec() write=Rc::new(write) about/> }
}

/// The same for the page Training, which is of the first half of the module.
pub(super) fn copy_training() -> View {
    let calls = vec![Call::pages_of(&GetBehaviorModelTrainingSummaries::default())];
    let about =
        "All training summaries in one list, without the filter. This page asks for each security profile by itself.";
    copy_as(calls, use_region(), Some(about))
}
