//! Settings: what somebody likes, whether the console is set up well, and what it is made of.

mod about;
mod self_check;

use leptos::prelude::*;

use self::about::About;
use self::self_check::SelfCheck;
use crate::preferences::{Preference, SINGLE_KEYS, THEME, TIMES, ZONE, use_preferences};
use crate::ui::{Binding, Choice, PageHeader, Panel, RadioGroup};
use crate::view::{View, view};

/// The page.
#[component]
pub fn SettingsPage() -> View {
    view! {
        <PageHeader title="Settings">
            <p>"What you prefer is kept in this browser, for everybody who uses it."</p>
        </PageHeader>
        <div class="stack">
            <Panel heading="Preferences">
                <div class="preferences">
                    {choice("theme", "Theme", &THEME, &["As the system has it", "Light", "Dark"])}
                    {choice("times", "Times", &TIMES, &["How long ago: 3 hours ago", "Date and time"])}
                    {choice("zone", "Time zone", &ZONE, &["This computer’s", "UTC"])}
                    {choice(
                        "keys",
                        "Keys that work alone",
                        &SINGLE_KEYS,
                        &["“/” goes to the filter, “?” shows all keys", "Off"],
                    )}
                </div>
            </Panel>
            <SelfCheck/>
            <About/>
        </div>
    }
}

/// A preference, with what to call its values.
fn choice(id: &'static str, label: &'static str, preference: &'static Preference, names: &[&'static str]) -> View {
    let preferences = use_preferences();
    let choices = preference.values().iter().zip(names);
    let choices = choices.map(|(value, name)| Choice::new(*value, *name)).collect();
    let value = Binding::new(Signal::derive(move || preferences.get(preference).to_owned()), move |value: String| {
        preferences.set(preference, &value)
    });
    view! { <RadioGroup id label value choices/> }
}
