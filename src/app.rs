//! The application: from the configuration to the pages.

use std::rc::Rc;

use leptos::prelude::*;

use crate::aws::platform::Platform;
use crate::aws::transport::Transport;
use crate::aws::{Client, Region};
use crate::config::Config;
use crate::context::{provide_console, use_unknown_region};
use crate::pages::{
    LaterOverlay, LaterPage, NotFoundPage, OverviewPage, SessionDialog, SessionWarning, SignInPage, TrainingPage,
    UnknownRegionPage, provide_desk, provide_later_pages,
};
use crate::preferences::provide_preferences;
use crate::router::{provide_router, use_page};
use crate::routes::Page;
use crate::session::{SessionState, provide_session, use_session};
use crate::ui::shell::{CommandsAsked, Shell};
use crate::view::{IntoView, View, view};

/// The whole console.
#[component]
pub fn App(
    /// What it works with.
    config: Config,
    /// The path it is hosted under, without a slash at its end: empty at the root of a host.
    base: String,
    /// Sends its requests.
    transport: Box<dyn Transport>,
    /// Clock, timer and randomness.
    platform: Rc<dyn Platform>,
) -> View {
    provide_preferences();
    provide_router(base);
    provide_later_pages();
    let client = Client::new(transport, platform, config.endpoints);
    provide_session(&client, config.auth);
    let regions = StoredValue::new(config.regions);
    let session = use_session();
    let shown = Memo::new(move |_| match *session.state.read() {
        SessionState::SignedOut(_) => None,
        _ => Some(session.visit.get()),
    });
    // What a session has read and typed goes away with it.
    let content = move || match shown.get() {
        None => view! { <SignInPage/> },
        Some(visit) => view! { <Console client=session.client(visit) regions=regions.get_value()/> },
    };
    content.into_view()
}

/// The console of whoever is signed in, or about to be.
#[component]
fn Console(
    /// Signs with their credentials.
    client: Client,
    /// The regions to offer.
    regions: Vec<Region>,
) -> View {
    provide_console(client, regions);
    provide_desk();
    provide_context(CommandsAsked(RwSignal::new(0)));
    view! {
        <SessionWarning/>
        <Shell page=CurrentPage/>
        <SessionDialog/>
        <LaterOverlay/>
    }
}

/// The page that the address leads to.
#[component]
fn CurrentPage() -> View {
    let unknown_region = use_unknown_region();
    let page = use_page();
    // A page stays when only what it shows changes: it looks at the address itself.
    let kind = Memo::new(move |_| page.with(std::mem::discriminant));
    let content = move || {
        // Read, not only tracked: a memo that nobody reads is not kept up to date.
        let _kind = kind.get();
        match (unknown_region.get(), page.get_untracked()) {
            (Some(region), _) => view! { <UnknownRegionPage region/> },
            (None, Page::Overview) => view! { <OverviewPage/> },
            (None, Page::Training) => view! { <TrainingPage/> },
            (None, Page::NotFound) => view! { <NotFoundPage/> },
            (None, page) => view! { <LaterPage page/> },
        }
    };
    content.into_view()
}
