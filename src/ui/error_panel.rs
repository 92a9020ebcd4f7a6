//! A failed call, where its result would have been. It stays until somebody retries.
//!
//! The words are made in [`crate::explanation`]; this lays them out.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::icon::icon;
use super::permission::permission;
use super::see_request::see_request;
use super::status_indicator::Tone;
use crate::aws::CallError;
use crate::explanation::explain;
use crate::view::{View, view};

/// What happened, what to do about it, and what support would ask for.
#[component]
pub fn ErrorPanel(
    /// The failed call.
    error: CallError,
    /// Calls again.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
) -> View {
    let explanation = explain(&error);
    let detail = technical_detail(&error, explanation.request_id.as_deref());
    view! {
        <div class="notice error-panel" data-tone=Tone::Error.name() role="alert">
            {icon(Tone::Error.icon())}
            <div class="notice-body">
                <h2 class="notice-heading">{explanation.heading}</h2>
                <p>{explanation.what_happened}</p>
                <p>{explanation.what_to_do}</p>
                {permission(explanation.permission)}
                {explanation.detail.map(|detail| view! { <p>"AWS says: "<q>{detail}</q></p> })}
                {explanation
                    .request_id
                    .map(|request_id| view! { <p>"Request ID: "<code>{request_id}</code></p> })}
                {see_request(error.call)}
                <details>
                    <summary>"Technical detail"</summary>
                    <pre>{detail.clone()}</pre>
                    <CopyButton text=detail what="technical detail" />
                </details>
            </div>
            {retry
                .map(|retry| {
                    view! {
                        <div class="actions">
                            <button type="button" class="button" on:click=move |_| retry.run(())>
                                "Retry"
                            </button>
                        </div>
                    }
                })}
        </div>
    }
}

/// What a colleague or AWS Support needs to know. Holds no credentials, as the error does not.
fn technical_detail(error: &CallError, request_id: Option<&str>) -> String {
    let CallError { facts, region, cause, .. } = error;
    let mut detail = format!("{}:{} in {region}\n{cause}", facts.service.name(), facts.name);
    if let Some(request_id) = request_id {
        detail.extend(["\nrequest ID ", request_id]);
    }
    detail
}
