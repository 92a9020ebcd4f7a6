//! The rows that the table shows, in their order, as a file.

use leptos::prelude::*;

use crate::context::{use_platform, use_region};
use crate::domain::export::{Sheet, file_name};
use crate::format::plural;
use crate::pages::training::Shown;
use crate::ui::download::download;
use crate::ui::icon::{Icon, icon};
use crate::view::{View, view};

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Json,
}

/// A button that opens the choice of a kind of file.
#[component]
pub(super) fn Export(shown: Shown) -> View {
    let region = use_region();
    let platform = StoredValue::new_local(use_platform());
    let outcome = RwSignal::new(String::new());
    let is_partial = move || !shown.collection.progress.with(|progress| progress.has_all());
    let save = move |kind: Kind| {
        let (at, is_partial) = (platform.with_value(|platform| platform.now()), untrack(is_partial));
        let region = region.get_untracked();
        let (sheet, profile) = shown.collection.rows.with_untracked(|rows| {
            let summaries = rows.summaries();
            let shown = shown.places.get_untracked();
            let summaries = || shown.iter().filter_map(|place| summaries.get(*place));
            let profile = summaries().next().and_then(|summary| summary.security_profile_name.clone());
            let is_of_profile = summaries().all(|summary| summary.security_profile_name == profile);
            (Sheet::of_training(summaries()), profile.filter(|_| is_of_profile))
        });
        let profile = profile.as_ref().map(|name| name.as_str());
        let parts: Vec<&str> = ["training", region.as_str()].into_iter().chain(profile).collect();
        let (content, mime, extension) = match kind {
            Kind::Csv => (sheet.csv(), "text/csv", "csv"),
            Kind::Json => {
                let about = [
                    ("region", region.as_str().into()),
                    ("exportedAt", at.to_rfc3339().into()),
                    ("rows", sheet.len().into()),
                    ("partial", is_partial.into()),
                ];
                (sheet.json(&about, "summaries"), "application/json", "json")
            }
        };
        let name = file_name(&parts, at, is_partial, extension);
        let said = match download(&name, mime, &content) {
            Ok(()) => format!("Saved {} as {name}.", plural(sheet.len(), "row", "rows")),
            Err(_) => "The browser did not allow it.".to_owned(),
        };
        outcome.set(said);
    };
    let rows = move || plural(shown.places.with(Vec::len), "row", "rows");
    let warning = move || {
        is_partial().then(|| view! { <p>"Not everything has been read: the file says that it is partial."</p> })
    };
    view! {
        <button type="button" class="button" popovertarget="table-export">
            {icon(Icon::Export)}
            "Export"
        </button>
        <div
            id="table-export"
            class="popover"
            popover="auto"
            role="group"
            aria-label="Export"
            on:beforetoggle=move |_| outcome.set(String::new())
        >
            <p>{rows}", with all columns, in the order shown. Times are in UTC."</p>
            {warning}
            <div class="actions">
                <button type="button" class="button small" on:click=move |_| save(Kind::Csv)>"CSV"</button>
                <button type="button" class="button small" on:click=move |_| save(Kind::Json)>"JSON"</button>
                <button type="button" class="button small" popovertarget="table-export" popovertargetaction="hide">
                    "Close"
                </button>
            </div>
            <p role="status">{move || outcome.get()}</p>
        </div>
    }
}
