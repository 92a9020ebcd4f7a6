//! What the console is made of, and whom it talks to.

use leptos::prelude::*;

use crate::router::use_router;
use crate::ui::{KeyValue, KeyValues, Panel};
use crate::view::{CollectView, View, view};

/// The section.
#[component]
pub(super) fn About() -> View {
    let hosts = super::self_check::origins();
    let hosts = hosts.into_iter().map(|host| view! { <li><code>{host}</code></li> }).collect_view();
    let licences = use_router().href("/licences.txt");
    view! {
        <Panel heading="About">
            <KeyValues>
                <KeyValue name="Version">"Detect Console " {env!("CARGO_PKG_VERSION")}</KeyValue>
                <KeyValue name="Hosts it talks to">
                    <ul class="plain-list">{hosts}</ul>
                </KeyValue>
                <KeyValue name="What is linked in">
                    <a href=licences target="_blank" rel="noreferrer">"Licences"</a>
                </KeyValue>
            </KeyValues>
            <p>
                "Besides, it talks to the host that it is loaded from, and to nobody else: there is no telemetry. Amazon Fraud \
                 Detector takes no new customers since 7 November 2025, Device Defender Detect none since 31 August 2026."
            </p>
        </Panel>
    }
}
