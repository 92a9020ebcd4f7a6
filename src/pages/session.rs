//! Session: who is signed in, for how long, as whom AWS sees the requests, and the way out.

mod caller;

use leptos::prelude::*;

use self::caller::CallerPanel;
use crate::aws::{Credentials, Timestamp};
use crate::context::use_client;
use crate::explanation::explain;
use crate::format;
use crate::session::{Session, SessionState, Who, use_session};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::key_values::{KeyValue, KeyValues};
use crate::ui::page_header::PageHeader;
use crate::ui::panel::Panel;
use crate::ui::skeleton::Skeleton;
use crate::ui::time::Time;
use crate::view::{IntoView, View, view};

/// The page.
#[component]
pub fn SessionPage() -> View {
    let session = use_session();
    // A renewal changes the expiration alone: the button that asked for it must stay.
    let who = Memo::new(move |_| match &*session.state.read() {
        SessionState::SignedIn { who, .. } => Some(who.clone()),
        _ => None,
    });
    let content = move || match who.get() {
        Some(who) => signed_in(session, &who),
        None => match session.state.get() {
            SessionState::Failed(error) => {
                view! { <ErrorPanel error retry=Callback::new(move |()| session.renew(drop))/> }
            }
            _ => view! { <Skeleton what="the session" rows=3/> },
        },
    };
    view! {
        <PageHeader title="Session">
            <p>"Who is signed in here, for how long, and in which account. Credentials stay in the memory of this tab."</p>
        </PageHeader>
        {content}
    }
}

fn signed_in(session: Session, who: &Who) -> View {
    let (name, groups, identity_id) = match who {
        Who::Guest { identity_id } => ("A guest of the identity pool".to_owned(), None, Some(identity_id)),
        Who::User { name, groups, identity_id } => {
            (name.clone(), Some(groups.join(", ")).filter(|groups| !groups.is_empty()), Some(identity_id))
        }
        Who::Pasted { .. } => ("Pasted credentials: account and role tell whose".to_owned(), None, None),
    };
    let pasted = match who {
        Who::Pasted { access_key_id } => Some(access_key_id.clone()),
        _ => None,
    };
    let is_pasted = pasted.is_some();
    let expiration = Memo::new(move |last: Option<&Timestamp>| match &*session.state.read() {
        SessionState::SignedIn { expiration, .. } => *expiration,
        _ => last.copied().unwrap_or(Credentials::NEVER),
    });
    let expires = move || match expiration.get() {
        Credentials::NEVER => "Unknown: what was pasted does not say".into_view(),
        expiration => view! { <Time at=expiration/> },
    };
    let renewed = RwSignal::new(String::new());
    let renew = move |_| {
        // So that it is said again each time.
        renewed.set(String::new());
        session.renew(move |result| {
            let words = result.map_or_else(
                |error| {
                    let explanation = explain(&error);
                    format!("Not renewed: {} {}", explanation.what_happened, explanation.what_to_do)
                },
                |()| "Renewed.".to_owned(),
            );
            // The page may be gone by now.
            renewed.try_set(words);
        });
    };
    let clock_ahead = use_client().clock().ahead();
    view! {
        <Panel heading="Signed in">
            <KeyValues>
                <KeyValue name="Who">{name}</KeyValue>
                {groups.map(|groups| view! { <KeyValue name="Groups">{groups}</KeyValue> })}
                {identity_id.map(|id| {
                    view! { <KeyValue name="Identity ID"><code>{id.to_string()}</code></KeyValue> }
                })}
                {pasted.map(|id| view! { <KeyValue name="Access key ID"><code>{id}</code></KeyValue> })}
                <KeyValue name="Credentials expire">
                    {expires}
                    {if is_pasted { "; paste new ones then" } else { "; they are renewed when they are needed" }}
                </KeyValue>
                {session.ends().map(|(ends, limits)| {
                    let idle = format::duration(limits.idle);
                    view! {
                        <KeyValue name="Session ends">
                            <Time at=ends/> ", or after " {idle} " without activity"
                        </KeyValue>
                    }
                })}
                {clock_ahead.map(|(ahead, is_ahead)| view! {
                    <KeyValue name="This computer’s clock">
                        {format!(
                            "{} {} AWS’s. Requests are signed with the time that AWS tells.",
                            format::duration(ahead),
                            if is_ahead { "ahead of" } else { "behind" },
                        )}
                    </KeyValue>
                })}
            </KeyValues>
            <div class="actions">
                {(!is_pasted).then(|| view! {
                    <button type="button" class="button" on:click=renew>"Renew now"</button>
                })}
                <button type="button" class="button" on:click=move |_| session.sign_out()>"Sign out"</button>
                <span role="status">{move || renewed.get()}</span>
            </div>
        </Panel>
        <CallerPanel expiration/>
    }
}
