//! The application: from the configuration to the pages.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::aws::Client;
use crate::aws::credentials::ProvideCredentials;
use crate::aws::platform::Platform;
use crate::aws::transport::Transport;
use crate::config::Config;
use crate::context::{provide_console, use_unknown_region};
use crate::pages::{LaterPage, NotFoundPage, OverviewPage, TrainingPage, UnknownRegionPage, provide_later_pages};
use crate::router::{provide_router, use_page};
use crate::routes::Page;
use crate::session::guest::Guest;
use crate::session::{Session, SessionState};
use crate::ui::shell::Shell;
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
    let (state, set_state) = signal(SessionState::SigningIn);
    let client = Client::new(transport, platform, config.endpoints);
    let guest = Rc::new(Guest::new(client.clone(), config.auth_region, config.identity_pool_id, move |state| {
        set_state.set(state);
    }));
    provide_context(Session { state });
    provide_router(base);
    provide_console(client.signed_with(guest.clone()), config.regions);
    provide_later_pages();
    // Signing in starts at once; the first page then waits for the same answer instead of beginning with it.
    spawn_local(async move {
        // A failure is reported to the session, and again to whoever calls AWS.
        let _reported = guest.credentials(None).await;
    });

    view! { <Shell page=CurrentPage/> }
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
