//! What one mitigation action does, read from AWS.

use leptos::prelude::*;

use crate::aws::iot::{DescribeMitigationAction, MitigationActionName};
use crate::aws::{Client, ErrorKind, Region};
use crate::context::use_client;
use crate::domain::mitigation_effect::{ActionEffect, NOT_FOR_DETECT};
use crate::explanation::explain;
use crate::ui::load::{Load, LoadState, use_load};
use crate::ui::permission::permission;
use crate::ui::status_indicator::{StatusIndicator, Tone};
use crate::view::{View, view};

/// Reads what the action called `name`, as typed, does in `region`.
pub(super) fn use_effect_of(name: String, region: Signal<Region>) -> Load<ActionEffect> {
    let client = StoredValue::new_local(use_client());
    use_load(move || read(client.get_value(), region.get(), name.clone()))
}

/// Says what an action does.
#[component]
pub(super) fn DescribedEffect(
    /// What is read of it.
    load: Load<ActionEffect>,
) -> View {
    let content = move || match load.get() {
        LoadState::Loading => view! { <p class="field-hint">"Reading what it does …"</p> },
        LoadState::Ready(effect) => view! { <EffectText effect/> },
        LoadState::Failed(error) if error.kind() == ErrorKind::NotFound => {
            let words = format!("There is no action of this name in {}. Check the name and the region.", error.region);
            view! { <p><StatusIndicator tone=Tone::Warning text="Unknown to AWS"/>" " {words}</p> }
        }
        LoadState::Failed(error) => {
            let explanation = explain(&error);
            view! {
                <p>
                    "What it does is unknown. " {explanation.heading} ". "
                    <button type="button" class="button small" on:click=move |_| load.reload()>"Retry"</button>
                </p>
                {permission(explanation.permission)}
            }
        }
    };
    // Read out when it arrives: it is what the decision hangs on.
    view! { <div class="action-effect" aria-live="polite">{content}</div> }
}

/// What an action does, and how to undo it.
#[component]
pub(in crate::pages) fn EffectText(
    /// The effect.
    effect: ActionEffect,
) -> View {
    let is_refused = effect.is_for_detect == Some(false);
    view! {
        <p>{effect.does}</p>
        {effect.undo.map(|undo| view! { <p class="field-hint">"To undo: " {undo}</p> })}
        {is_refused
            .then(|| view! { <p><StatusIndicator tone=Tone::Warning text="Not for ML Detect"/>" " {NOT_FOR_DETECT}</p> })}
    }
}

async fn read(client: Client, region: Region, name: String) -> Result<ActionEffect, crate::aws::CallError> {
    let Ok(action_name) = MitigationActionName::new(name) else {
        return Ok(ActionEffect::unknown());
    };
    let answer = client.call(&region, &DescribeMitigationAction { action_name }).await?;
    Ok(ActionEffect::of(answer.output.action_params.as_ref()))
}
