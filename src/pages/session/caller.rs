//! The account and the role that requests are made with, as AWS sees them.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::graph::untrack;

use crate::aws::Timestamp;
use crate::aws::sts::{GetCallerIdentity, GetCallerIdentityResponse};
use crate::context::{use_client, use_region};
use crate::domain::caller::Caller;
use crate::ui::copy_button::CopyButton;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::key_values::{KeyValue, KeyValues};
use crate::ui::load::{LoadState, use_load};
use crate::ui::panel::Panel;
use crate::view::{IntoView, View, effect, view};

/// Account, role and ARN, asked for in the region worked in.
#[component]
pub(super) fn CallerPanel(
    /// When the credentials expire. Others that expire later may be of another role.
    expiration: Memo<Timestamp>,
) -> View {
    let (client, region) = (use_client(), use_region());
    let is_asking = Rc::new(Cell::new(false));
    let asking = Rc::clone(&is_asking);
    let identity = use_load(move || {
        let (client, region, asking) = (client.clone(), region.get(), Rc::clone(&asking));
        asking.set(true);
        async move {
            let answer = client.call(&region, &GetCallerIdentity).await;
            asking.set(false);
            answer.map(|answer| answer.output)
        }
    });
    effect(move || {
        expiration.track();
        // Asking may be what renews the credentials.
        if !is_asking.get() && untrack(|| identity.with(|state| matches!(state, LoadState::Ready(_)))) {
            identity.reload();
        }
    });
    let content = move || {
        identity.with(|state| match state {
            LoadState::Loading => loading(),
            LoadState::Ready(identity) => found(identity),
            LoadState::Failed(error) => {
                view! { <ErrorPanel error=error.clone() retry=move |()| identity.reload()/> }
            }
        })
    };
    view! { <Panel heading="Account and role">{content}</Panel> }
}

/// The rows, where they will be.
fn loading() -> View {
    let account = view! {
        <span aria-hidden="true">"…"</span>
        <span class="visually-hidden" role="status">"Loading account and role …"</span>
    };
    rows(account, "…".into_view(), "…".into_view())
}

fn found(GetCallerIdentityResponse { account, arn, .. }: &GetCallerIdentityResponse) -> View {
    let role = match Caller::of(arn) {
        Caller::AssumedRole { role, session } => view! {
            <code>{role.to_owned()}</code>
            ", session "
            <code>{session.to_owned()}</code>
        },
        Caller::IamUser(name) => view! { "IAM user "<code>{name.to_owned()}</code> },
        Caller::Other => view! { <code>{arn.clone()}</code> },
    };
    rows(
        view! { <code>{account.clone()}</code> },
        role,
        view! { <code>{arn.clone()}</code>" "<CopyButton text=arn.clone() what="ARN"/> },
    )
}

fn rows(account: View, role: View, arn: View) -> View {
    view! {
        <KeyValues>
            <KeyValue name="Account">{account}</KeyValue>
            <KeyValue name="Role">{role}</KeyValue>
            <KeyValue name="ARN"><span class="arn">{arn}</span></KeyValue>
        </KeyValues>
    }
}
