//! Which columns the table shows and how close its rows stand, kept in the browser.

use leptos::prelude::*;

use crate::preferences::{TABLE, use_preferences};
use crate::ui::icon::{Icon, icon};
use crate::ui::{Binding, Checkbox};
use crate::view::{View, view};

/// What stands in the look of the table for a column that is not shown. The names are always there.
const HIDDEN: [(&str, &str, &str); 4] = [
    ("no-status", "column-status", "Status"),
    ("no-datapoints", "column-datapoints", "Datapoints collected"),
    ("no-started", "column-started", "Collection started"),
    ("no-refresh", "column-refresh", "Last refresh"),
];

/// Rows that stand close.
const COMPACT: &str = "compact";

/// A button that opens the preferences.
#[component]
pub(super) fn Preferences(
    /// The words that style the table.
    look: RwSignal<String>,
) -> View {
    let preferences = use_preferences();
    let has = move |word| look.with(|look| look.split(' ').any(|known| known == word));
    let set = move |word: &str, is_there: bool| {
        let mut words: Vec<String> = look.get_untracked().split(' ').map(ToOwned::to_owned).collect();
        words.retain(|known| !known.is_empty() && known != word);
        if is_there {
            words.push(word.to_owned());
        }
        look.set(words.join(" "));
        preferences.keep(TABLE, &words.join(" "));
    };
    let column = |(word, id, label): (&'static str, &'static str, &'static str)| {
        let checked = Binding::new(Signal::derive(move || !has(word)), move |shown: bool| set(word, !shown));
        view! { <Checkbox id label checked/> }
    };
    let compact = Binding::new(Signal::derive(move || has(COMPACT)), move |is_compact| set(COMPACT, is_compact));
    view! {
        <button type="button" class="button" popovertarget="table-preferences">
            {icon(Icon::Menu)}
            "Preferences"
        </button>
        <div id="table-preferences" class="popover" popover="auto" role="group" aria-label="Preferences">
            <fieldset class="field">
                <legend>"Columns"</legend>
                {HIDDEN.map(column)}
            </fieldset>
            <fieldset class="field">
                <legend>"Density"</legend>
                <Checkbox id="table-compact" label="Compact rows" checked=compact/>
            </fieldset>
            <p class="muted">"Kept in this browser."</p>
            <button type="button" class="button small" popovertarget="table-preferences" popovertargetaction="hide">
                "Close"
            </button>
        </div>
    }
}
