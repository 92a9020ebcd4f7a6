//! Which columns a table shows and how close its rows stand, kept in the browser.

use leptos::prelude::*;

use crate::preferences::{table, use_preferences};
use crate::ui::icon::{Icon, icon};
use crate::ui::table::COMPACT;
use crate::ui::{Binding, Checkbox};
use crate::view::{CollectView, View, view};

/// A button that opens the preferences.
#[component]
pub(in crate::pages) fn Preferences(
    /// Names the table among what is kept.
    name: &'static str,
    /// The columns that need not be shown, each with its heading.
    columns: Vec<(&'static str, &'static str)>,
    /// The words that style the table: names of columns that are not shown, and how close the rows stand.
    words: RwSignal<String>,
) -> View {
    let preferences = use_preferences();
    let has = move |word| words.with(|words| words.split(' ').any(|known| known == word));
    let set = move |word: &str, is_there: bool| {
        let mut kept: Vec<String> = words.get_untracked().split(' ').map(ToOwned::to_owned).collect();
        kept.retain(|known| !known.is_empty() && known != word);
        if is_there {
            kept.push(word.to_owned());
        }
        words.set(kept.join(" "));
        preferences.keep(&table(name), &kept.join(" "));
    };
    let column = |(key, label): (&'static str, &'static str)| {
        let checked = Binding::new(Signal::derive(move || !has(key)), move |shown: bool| set(key, !shown));
        view! { <Checkbox id=key label checked/> }
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
                {columns.into_iter().map(column).collect_view()}
            </fieldset>
            <fieldset class="field">
                <legend>"Density"</legend>
                <Checkbox id=COMPACT label="Compact rows" checked=compact/>
            </fieldset>
            <p class="muted">"Kept in this browser."</p>
            <button type="button" class="button small" popovertarget="table-preferences" popovertargetaction="hide">
                "Close"
            </button>
        </div>
    }
}
