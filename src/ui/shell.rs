//! The frame around every page: skip link, top bar, side navigation, main part.

use leptos::prelude::*;

use super::call_status::CallStatus;
use super::icon::{Icon, icon};
use super::link::Link;
use super::page_header::provide_focus_on_page_change;
use super::region_select::RegionSelect;
use super::session_status::SessionStatus;
use super::time::provide_now;
use super::tooltip::dismiss_tooltips_on_escape;
use crate::context::use_platform;
use crate::router::use_router;
use crate::routes::{self, Page};
use crate::view::{CollectView, NodeRef, View, effect, view};

/// A group of links in the side navigation. New screens go here.
struct Group {
    heading: Option<&'static str>,
    /// What a link says, and its path.
    links: &'static [(&'static str, &'static str)],
}

const NAVIGATION: &[Group] = &[
    Group { heading: None, links: &[("Overview", routes::OVERVIEW)] },
    Group {
        heading: Some("IoT Device Defender"),
        links: &[("Training", routes::TRAINING), ("Mitigation", routes::MITIGATION_NEW)],
    },
    Group { heading: Some("Fraud Detector"), links: &[("Detectors", routes::DETECTORS)] },
    Group { heading: Some("Console"), links: &[("Settings", routes::SETTINGS)] },
];

/// How often the button for the command palette was pressed: the palette comes later.
#[derive(Clone, Copy)]
pub struct CommandsAsked(pub RwSignal<u32>);

/// The frame. Wants the router, the console's context and the session around it.
#[component]
pub fn Shell(
    /// Draws the page, once what it needs is there.
    page: fn() -> View,
) -> View {
    provide_now(use_platform());
    let path = use_router().path();
    provide_focus_on_page_change(path);
    dismiss_tooltips_on_escape();

    let CommandsAsked(asked) = expect_context();
    let main = NodeRef::new();
    let skip = move |event: web_sys::Event| {
        // Focus alone: the address stays as it is.
        event.prevent_default();
        main.focus();
    };

    // Matters below 768 px only, where the navigation is folded away.
    let is_open = RwSignal::new(false);
    effect(move || {
        path.track();
        is_open.set(false);
    });

    view! {
        <a class="skip-link" href="#main" on:click=skip>
            "Skip to main content"
        </a>
        <header class="top-bar">
            <button
                type="button"
                class="menu-button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls="navigation"
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {icon(Icon::Menu)}
                "Menu"
            </button>
            <span class="product">{icon(Icon::Product)} "Detect Console"</span>
            <div class="top-bar-end"><CallStatus />
                <RegionSelect />
                <SessionStatus /></div>
        </header>
        <nav id="navigation" class="side-navigation" class:open=move || is_open.get() aria-label="Main">
            {NAVIGATION.iter().map(group).collect_view()}
            <button type="button" on:click=move |_| asked.update(|asked| *asked += 1)>
                "Commands" <kbd aria-hidden="true">"Ctrl K"</kbd>
            </button>
        </nav>
        <main id="main" tabindex="-1" node_ref=main>
            {page()}
        </main>
    }
}

fn group(group: &'static Group) -> View {
    // Headings they are not: the page's own begin with its `h1`.
    view! {
        {group.heading.map(|heading| view! { <p aria-hidden="true">{heading}</p> })}
        <ul aria-label=group.heading>{group.links.iter().map(|(label, path)| link(label, path)).collect_view()}</ul>
    }
}

fn link(label: &'static str, path: &'static str) -> View {
    let here = use_router().path();
    let is_current = move || {
        here.with(|here| {
            // Tasks are what mitigation comes to.
            is_at_or_below(here, path) || path == routes::MITIGATION_NEW && matches!(Page::at(here), Page::Task { .. })
        })
    };
    let current = Signal::derive(move || is_current().then_some("page"));
    view! { <li><Link to=path current>{label}</Link></li> }
}

/// Whether the page at `here` is the one at `path`, or one below it. Everything is below the overview, which is not
/// meant.
fn is_at_or_below(here: &str, path: &str) -> bool {
    let rest = here.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || path != routes::OVERVIEW && rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_of_the_page_and_of_those_above_it_is_current() {
        assert!(is_at_or_below("/detectors", routes::DETECTORS));
        assert!(is_at_or_below("/detectors/a/versions/1", routes::DETECTORS));
        assert!(!is_at_or_below("/detectors-of-old", routes::DETECTORS));
        assert!(is_at_or_below("/", routes::OVERVIEW));
        assert!(!is_at_or_below("/detectors", routes::OVERVIEW));
    }
}
