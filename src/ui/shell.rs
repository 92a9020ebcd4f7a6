//! The frame around every page: skip link, top bar, side navigation, main part.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::icon::{Icon, icon};
use super::page_header::provide_focus_on_page_change;
use super::region_select::RegionSelect;
use super::session_status::SessionStatus;
use super::time::provide_now;
use super::tooltip::dismiss_tooltips_on_escape;
use crate::context::{use_platform, use_region};
use crate::routes;

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
];

/// The frame. Wants the router, the console's context and the session around it.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    provide_now(use_platform());
    let path = use_location().pathname;
    provide_focus_on_page_change(path);
    dismiss_tooltips_on_escape();

    let main = NodeRef::<html::Main>::new();
    let skip = move |event: leptos::ev::MouseEvent| {
        // Focus alone: the address stays as it is.
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };

    // Matters below 768 px only, where the navigation is folded away.
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        // A memo that nobody reads is not kept up to date: tracking it alone would miss the change.
        path.with(|_| is_open.set(false));
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
            <div class="top-bar-end"><RegionSelect />
                <SessionStatus /></div>
        </header>
        <nav id="navigation" class="side-navigation" class:open=is_open aria-label="Main">
            {NAVIGATION.iter().map(group).collect_view()}
        </nav>
        <main id="main" tabindex="-1" node_ref=main>
            {children()}
        </main>
    }
    .into_any()
}

fn group(group: &'static Group) -> AnyView {
    // Headings they are not: the page's own begin with its `h1`.
    view! {
        {group.heading.map(|heading| view! { <p aria-hidden="true">{heading}</p> })}
        <ul aria-label=group.heading>{group.links.iter().map(|(label, path)| link(label, path)).collect_view()}</ul>
    }
    .into_any()
}

fn link(label: &'static str, path: &'static str) -> AnyView {
    let region = use_region();
    view! {
        <li>
            <A href=move || routes::href(path, &region.read()) exact=path == routes::OVERVIEW>
                {label}
            </A>
        </li>
    }
    .into_any()
}
