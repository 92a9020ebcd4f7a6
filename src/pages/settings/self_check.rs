//! Whether the console is set up well: how the page is served, the clock, and what may be read of each service.
//!
//! Whatever it asks AWS for reads.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::aws::fraud_detector::GetDetectors;
use crate::aws::iot::{GetBehaviorModelTrainingSummaries, ListMitigationActions, ListSecurityProfiles};
use crate::aws::{CallError, Operation, Service};
use crate::context::{use_client, use_region, use_regions};
use crate::domain::self_check::{Finding, page_headers};
use crate::explanation::explain;
use crate::format;
use crate::router::use_router;
use crate::session::use_session;
use crate::ui::permission::permission;
use crate::ui::{Load, LoadState, Panel, StatusIndicator, Tone, see_request, use_load};
use crate::view::{CollectView, IntoView, View, view};

/// What a probe is about, and what has come of it.
struct Probe {
    what: String,
    load: Load<()>,
}

/// The section.
#[component]
pub(super) fn SelfCheck() -> View {
    let region = use_region();
    let probes = [
        probe(|| GetBehaviorModelTrainingSummaries { max_results: Some(1), ..Default::default() }),
        probe(|| ListSecurityProfiles { max_results: Some(1), ..Default::default() }),
        probe(|| ListMitigationActions { max_results: Some(1), ..Default::default() }),
        probe(|| GetDetectors { max_results: Some(5), ..Default::default() }),
    ];
    let loads = probes.each_ref().map(|probe| probe.load);
    let again = RwSignal::new(0_u32);
    let served = served(again);
    let check = move |_| {
        again.update(|again| *again += 1);
        loads.iter().for_each(|load| load.reload());
    };
    let client = StoredValue::new_local(use_client());
    // Known when a probe has been answered.
    let clock = move || {
        let is_known = loads.iter().any(|load| !load.with(|state| matches!(state, LoadState::Loading)));
        let verdict = match client.with_value(|client| client.clock().ahead()) {
            _ if !is_known => Verdict::Pending,
            None => Verdict::Good("Within half a minute of AWS’s.".to_owned()),
            Some((ahead, is_ahead)) => Verdict::Bad(view! {
                <p>
                    {format::duration(ahead)} {if is_ahead { " ahead of" } else { " behind" }}
                    " AWS’s. Requests are signed with AWS’s time; set this computer’s clock."
                </p>
            }),
        };
        row("Clock", verdict)
    };
    let probes = probes.into_iter().map(|Probe { what, load }| (move || row(&what, verdict(&load.get()))).into_view());
    view! {
        <Panel
            heading="Self-check"
            actions=view! { <button type="button" class="button" on:click=check>"Check again"</button> }
        >
            <p>"What the console needs, checked in " {move || region.get().to_string()} ". Nothing is changed."</p>
            <ul class="self-check">
                {row("Configuration", Verdict::Good("config.json is understood.".to_owned()))}
                {served}
                {clock}
                {probes.collect_view()}
            </ul>
        </Panel>
    }
}

/// The origins that the console calls, in every region that it offers.
pub(super) fn origins() -> Vec<String> {
    let (client, session) = (use_client(), use_session());
    let mut origins = Vec::new();
    let (regions, home) = (use_regions(), session.home());
    let mut add = |service: Service, region| {
        let endpoint = client.endpoint(service, region);
        let origin = endpoint.url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        if !endpoint.same_origin && !origins.contains(&origin) {
            origins.push(origin);
        }
    };
    for region in &regions {
        add(Service::Iot, region);
        add(Service::FraudDetector, region);
        add(Service::Sts, region);
    }
    add(Service::CognitoIdentity, &home);
    if session.takes_users() {
        add(Service::CognitoIdp, &home);
        add(Service::ManagedLogin, &home);
    }
    origins
}

/// Asks what `request` makes, in the region worked in.
fn probe<O: Operation + 'static>(request: fn() -> O) -> Probe {
    let (client, region) = (StoredValue::new_local(use_client()), use_region());
    let load = use_load(move || {
        let (client, region) = (client.get_value(), region.get());
        async move { client.call(&region, &request()).await.map(drop) }
    });
    Probe { what: format!("{}: {}", O::FACTS.service, O::FACTS.does), load }
}

/// How something is.
enum Verdict {
    Pending,
    Good(String),
    Bad(View),
}

fn verdict(state: &LoadState<()>) -> Verdict {
    match state {
        LoadState::Loading => Verdict::Pending,
        LoadState::Ready(()) => Verdict::Good("Allowed.".to_owned()),
        LoadState::Failed(error) => Verdict::Bad(failed(error)),
    }
}

fn failed(error: &CallError) -> View {
    let explanation = explain(error);
    view! {
        <p>{explanation.what_happened} " " {explanation.what_to_do}</p>
        {permission(explanation.permission)}
        {see_request(error.call)}
    }
}

fn row(what: &str, verdict: Verdict) -> View {
    let (tone, word, detail) = match verdict {
        Verdict::Pending => (Tone::InProgress, "Checking", View::default()),
        Verdict::Good(detail) => (Tone::Success, "Good", view! { <p>{detail}</p> }),
        Verdict::Bad(detail) => (Tone::Error, "Needs attention", detail),
    };
    view! {
        <li>
            <strong>{what.to_owned()}</strong>
            <StatusIndicator tone text=word/>
            <div>{detail}</div>
        </li>
    }
}

/// How the page is served, looked at anew with each `again`.
fn served(again: RwSignal<u32>) -> View {
    let origins = origins();
    let page = use_router().href("/");
    let load: Load<Option<Vec<Finding>>> = use_load(move || {
        again.track();
        let (page, origins) = (page.clone(), origins.clone());
        async move { Ok(look_at(&page, &origins).await) }
    });
    let rows = move || match load.get() {
        LoadState::Ready(Some(findings)) => findings
            .iter()
            .map(|Finding { what, problem }| match problem {
                None => row(what, Verdict::Good("As it should be.".to_owned())),
                Some(problem) => row(what, Verdict::Bad(view! { <p>{problem.clone()}</p> })),
            })
            .collect_view(),
        LoadState::Ready(None) => {
            let words = "The page could not be asked for. Check the connection.";
            row("How the page is served", Verdict::Bad(view! { <p>{words}</p> }))
        }
        _ => row("How the page is served", Verdict::Pending),
    };
    rows.into_view()
}

/// Asks for the page once more and judges its headers; `None` if it does not come.
async fn look_at(page: &str, origins: &[String]) -> Option<Vec<Finding>> {
    let response = JsFuture::from(window().fetch_with_str(page)).await.ok()?;
    let headers = response.dyn_into::<Response>().ok()?.headers();
    let is_https = window().location().protocol().is_ok_and(|protocol| protocol == "https:");
    Some(page_headers(|name| headers.get(name).ok().flatten(), origins, is_https))
}
