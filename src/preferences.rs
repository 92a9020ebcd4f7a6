//! What somebody likes: kept in this browser, for everybody who uses it. Never a secret, nor a name of anything in AWS.
//!
//! They are kept as a query is written, `theme=dark&zone=utc`, which `web/boot.js` reads before the console is there, so
//! that no page flashes up in another theme.

use leptos::prelude::*;
use web_sys::Storage;

use crate::routes::Query;

const KEY: &str = "detect-console.preferences";

/// Something to choose, and what there is to choose from: by default the first.
#[derive(Debug, PartialEq, Eq)]
pub struct Preference {
    name: &'static str,
    values: &'static [&'static str],
}

/// Light, dark, or as the system has it.
pub const THEME: Preference = Preference { name: "theme", values: &["system", "light", "dark"] };
/// Whether times are told by how long ago they were, or by date.
pub const TIMES: Preference = Preference { name: "times", values: &["relative", "absolute"] };
/// The zone that dates are told in.
pub const ZONE: Preference = Preference { name: "zone", values: &["local", "utc"] };
/// Whether a key alone does something. WCAG 2.1.4 wants it to be switched off.
pub const SINGLE_KEYS: Preference = Preference { name: "keys", values: &["on", "off"] };

/// The name under which is kept how a table looks: the words that style it.
#[must_use]
pub fn table(name: &str) -> String {
    format!("table-{name}")
}

impl Preference {
    /// The values, the default first.
    #[must_use]
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }

    /// What `kept` says, if that is one of the values.
    fn of(&self, kept: &Query) -> &'static str {
        let kept = kept.get(self.name);
        self.values.iter().find(|value| kept == Some(**value)).unwrap_or(&self.values[0])
    }
}

/// The preferences. A handle; copies are the same.
#[derive(Clone, Copy)]
pub struct Preferences(RwSignal<Query>);

/// Provides the preferences to the components below, and shows the page in the theme that is preferred.
pub fn provide_preferences() {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    let preferences = Preferences(RwSignal::new(Query::read(&kept)));
    provide_context(preferences);
    crate::view::effect(move || {
        let theme = preferences.get(&THEME);
        let root = document().document_element();
        // Fails for no attribute of a name like this.
        let _set = root.map(|root| root.set_attribute("data-theme", theme));
    });
}

/// The preferences around.
#[must_use]
pub fn use_preferences() -> Preferences {
    expect_context()
}

impl Preferences {
    /// What is preferred.
    #[must_use]
    pub fn get(self, preference: &Preference) -> &'static str {
        self.0.with(|kept| preference.of(kept))
    }

    /// Prefers `value`.
    pub fn set(self, preference: &Preference, value: &str) {
        self.keep(preference.name, value);
    }

    /// What is kept under `name`, one of those above that have no list of values.
    #[must_use]
    pub fn text(self, name: &str) -> String {
        self.0.with(|kept| kept.get(name).unwrap_or_default().to_owned())
    }

    /// Keeps `value` under `name`. A browser that keeps nothing forgets it with the page.
    pub fn keep(self, name: &str, value: &str) {
        self.0.update(|kept| *kept = std::mem::take(kept).with(name, value));
        let kept = self.0.with_untracked(Query::to_string);
        let _kept = storage().map(|storage| storage.set_item(KEY, kept.trim_start_matches('?')));
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_counts_if_it_is_one_of_the_values() {
        assert_eq!(THEME.of(&Query::read("zone=utc&theme=dark")), "dark");
        assert_eq!(THEME.of(&Query::read("theme=purple")), "system");
        assert_eq!(ZONE.of(&Query::read("")), "local");
    }
}
