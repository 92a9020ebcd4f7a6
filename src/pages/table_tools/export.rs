//! The rows that a table shows, in their order, as a file.

use leptos::prelude::*;

use crate::context::{use_platform, use_region};
use crate::domain::export::{Sheet, file_name};
use crate::format::plural;
use crate::ui::download::download;
use crate::ui::icon::{Icon, icon};
use crate::view::{View, view};

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Kind {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// What goes into a file.
pub(in crate::pages) struct Content {
    /// The rows.
    pub(in crate::pages) sheet: Sheet,
    /// What they are called in JSON.
    pub(in crate::pages) rows: &'static str,
    /// What they are of, for the name of the file.
    pub(in crate::pages) name: &'static str,
    /// What they belong to, for the name of the file.
    pub(in crate::pages) of: Option<String>,
    /// There may be more than have been read.
    pub(in crate::pages) is_partial: bool,
}

/// Saves what it is given as a file; says what has become of that.
pub(in crate::pages) fn use_saving() -> impl Fn(Kind, Content) -> String + Copy + 'static {
    let region = use_region();
    let platform = StoredValue::new_local(use_platform());
    move |kind, Content { sheet, rows, name, of, is_partial }| {
        let at = platform.with_value(|platform| platform.now());
        let region = region.get_untracked();
        let (content, mime, extension) = match kind {
            Kind::Csv => (sheet.csv(), "text/csv", "csv"),
            Kind::Json => {
                let about = [
                    ("region", region.as_str().into()),
                    ("exportedAt", at.to_rfc3339().into()),
                    ("rows", sheet.len().into()),
                    ("partial", is_partial.into()),
                ];
                (sheet.json(&about, rows), "application/json", "json")
            }
        };
        let parts: Vec<&str> = [name, region.as_str()].into_iter().chain(of.as_deref()).collect();
        let name = file_name(&parts, at, is_partial, extension);
        match download(&name, mime, &content) {
            Ok(()) => format!("Saved {} as {name}.", plural(sheet.len(), "row", "rows")),
            Err(_) => "The browser did not allow it.".to_owned(),
        }
    }
}

/// A button that opens the choice of a kind of file.
#[component]
pub(in crate::pages) fn Export(
    /// How many rows the table shows.
    count: Signal<usize>,
    /// There may be more than have been read.
    is_partial: Signal<bool>,
    /// What the table shows.
    content: Box<dyn Fn() -> Content>,
) -> View {
    let outcome = RwSignal::new(String::new());
    let content = StoredValue::new_local(content);
    let saving = use_saving();
    let save = move |kind| outcome.set(saving(kind, content.with_value(|content| untrack(content))));
    let rows = move || plural(count.get(), "row", "rows");
    let warning = move || {
        is_partial.get().then(|| view! { <p>"Not everything has been read: the file says that it is partial."</p> })
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
