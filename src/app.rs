//! The application: from the configuration to the pages.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen_futures::spawn_local;

use crate::aws::Client;
use crate::aws::credentials::ProvideCredentials;
use crate::aws::platform::Platform;
use crate::aws::transport::Transport;
use crate::config::Config;
use crate::context::{provide_console, use_unknown_region};
use crate::pages::{
    DetectorPage, DetectorVersionPage, DetectorsPage, MitigationPage, NotFoundPage, OverviewPage, TaskPage,
    TrainingPage, UnknownRegionPage,
};
use crate::session::guest::Guest;
use crate::session::{Session, SessionState};
use crate::ui::shell::Shell;

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
) -> impl IntoView {
    let (state, set_state) = signal(SessionState::SigningIn);
    let client = Client::new(transport, platform, config.endpoints);
    let guest = Rc::new(Guest::new(client.clone(), config.auth_region, config.identity_pool_id, move |state| {
        set_state.set(state);
    }));
    provide_context(Session { state });
    provide_console(client.signed_with(guest.clone()), config.regions, base.clone());
    crate::pages::mitigation::provide_draft();
    // Signing in starts at once; the first page then waits for the same answer instead of beginning with it.
    spawn_local(async move {
        // A failure is reported to the session, and again to whoever calls AWS.
        let _reported = guest.credentials(None).await;
    });

    view! {
        <Router base>
            <Shell>
                <Page/>
            </Shell>
        </Router>
    }
}

/// The page that the address leads to.
#[component]
fn Page() -> impl IntoView {
    let unknown_region = use_unknown_region();
    move || match unknown_region.get() {
        Some(region) => view! { <UnknownRegionPage region/> }.into_any(),
        None => view! {
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=OverviewPage/>
                <Route path=path!("/training") view=TrainingPage/>
                <Route path=path!("/mitigation/new") view=MitigationPage/>
                <Route path=path!("/tasks/:taskId") view=TaskPage/>
                <Route path=path!("/detectors") view=DetectorsPage/>
                <Route path=path!("/detectors/:detectorId") view=DetectorPage/>
                <Route path=path!("/detectors/:detectorId/versions/:detectorVersionId") view=DetectorVersionPage/>
            </Routes>
        }
        .into_any(),
    }
}
