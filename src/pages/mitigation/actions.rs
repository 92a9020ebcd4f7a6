//! The section "Actions": the ordered list, each with what it does, and the field that adds to it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::action_effect::{DescribedEffect, use_effect_of};
use super::form::error_of;
use super::state::Mitigation;
use super::target::not_listed;
use crate::aws::iot::{ListMitigationActions, MitigationActionType};
use crate::aws::{CallError, Client, Region};
use crate::context::{use_client, use_region};
use crate::domain::mitigation_draft::Field;
use crate::domain::mitigation_effect::NOT_FOR_DETECT;
use crate::format::plural;
use crate::order::names_in_order;
use crate::ui::form_field::ComboField;
use crate::ui::load::{LoadState, use_load};
use crate::ui::panel::Panel;
use crate::view::{CollectView, View, each, focus_by_id, view};

/// Most actions a page. Source: `maxResults`, ListMitigationActions, AWS IoT API Reference.
const PAGE: u32 = 250;

/// The actions of the account, in the order of their names.
#[derive(Clone, Default, PartialEq)]
struct Catalog {
    /// Those that AWS applies to violations of ML Detect.
    supported: Vec<String>,
    /// The others.
    others: Vec<String>,
}

/// The section.
#[component]
pub(super) fn ActionsSection() -> View {
    let mitigation = expect_context::<Mitigation>();
    let client = StoredValue::new_local(use_client());
    let region = use_region();
    let load = use_load(move || read_catalog(client.get_value(), region.get()));
    let catalog = Memo::new(move |_| match load.get() {
        LoadState::Ready(catalog) => catalog,
        _ => Catalog::default(),
    });
    let chosen = Memo::new(move |_| mitigation.draft.with(|draft| draft.actions.clone()));
    let offered = Signal::derive(move || {
        let (catalog, chosen) = (catalog.get(), chosen.get());
        catalog.supported.into_iter().filter(|name| !chosen.contains(name)).collect::<Vec<_>>()
    });

    // The action that was to be added and could not be, and why. Holds as long as it stands in the field.
    let refused = RwSignal::new(None::<(String, String)>);
    let add = move || {
        let name = mitigation.draft.with_untracked(|draft| draft.action_to_add.trim().to_owned());
        let result = if catalog.with_untracked(|catalog| catalog.others.contains(&name)) {
            Err(format!("“{name}” cannot be chosen. {NOT_FOR_DETECT}"))
        } else {
            let mut result = Ok(());
            mitigation.draft.update(|draft| result = draft.add_action());
            result
        };
        refused.set(result.err().map(|why| (name, why)));
        focus_by_id(Field::Actions.id().to_owned());
    };
    let on_enter = move |event: Event| {
        if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
            // Adds, where a form would be submitted.
            event.prevent_default();
            add();
        }
    };
    let of_form = error_of(Field::Actions);
    let error = Signal::derive(move || {
        let stands = |name: &str| mitigation.draft.with(|draft| draft.action_to_add.trim() == name);
        let refused = refused.get().filter(|(name, _)| stands(name));
        refused.map(|(_, why)| why).or_else(|| of_form.get())
    });
    let value = mitigation.field(|draft| draft.action_to_add.clone(), |draft, text| draft.action_to_add = text);

    view! {
        <Panel heading="Mitigation actions">
            <ol class="action-list">
                {each(move || chosen.get(), |name| view! { <ActionRow name/> })}
            </ol>
            <div on:keydown=on_enter>
                <ComboField
                    id=Field::Actions.id()
                    label=Field::Actions.label()
                    value
                    suggestions=offered
                    description="1 to 5, applied in the order of the list. Pick or type one, then add it."
                    error
                />
            </div>
            {move || not_listed(load.get(), "action", move || load.reload())}
            <button type="button" class="button" on:click=move |_| add()>"Add action"</button>
            <p class="visually-hidden" role="status">
                {move || plural(chosen.with(Vec::len), "action", "actions") + " in the list"}
            </p>
            {move || others(&catalog.read().others)}
        </Panel>
    }
}

#[component]
fn ActionRow(name: String) -> View {
    let mitigation = expect_context::<Mitigation>();
    let own = StoredValue::new(name.clone());
    let load = use_effect_of(name.clone(), use_region().into());
    let place = Memo::new(move |_| {
        mitigation.draft.with(|draft| own.with_value(|own| draft.actions.iter().position(|action| action == own)))
    });
    let count = Memo::new(move |_| mitigation.draft.with(|draft| draft.actions.len()));
    let swap = move |other: Option<usize>, button: String| {
        mitigation.draft.update(|draft| {
            if let (Some(place), Some(other)) = (place.get_untracked(), other)
                && other < draft.actions.len()
            {
                draft.actions.swap(place, other);
            }
        });
        // The row has moved in the page, which takes the focus from its button.
        focus_by_id(button);
    };
    let remove = move |_| {
        mitigation.draft.update(|draft| own.with_value(|own| draft.actions.retain(|action| action != own)));
        focus_by_id(Field::Actions.id().to_owned());
    };
    let (up, down) = (format!("up-{name}"), format!("down-{name}"));
    let (to_up, to_down) = (up.clone(), down.clone());
    let is_first = move || (place.get() == Some(0)).then_some("true");
    let is_last = move || (place.get().map(|place| place + 1) == Some(count.get())).then_some("true");
    view! {
        <li>
            <div class="action-row">
                <strong>{name.clone()}</strong>
                <div class="actions">
                    <button
                        type="button"
                        class="button small"
                        id=up
                        aria-disabled=is_first
                        on:click=move |_| swap(place.get_untracked().and_then(|place| place.checked_sub(1)), to_up.clone())
                    >
                        "Move up" <span class="visually-hidden">" " {name.clone()}</span>
                    </button>
                    <button
                        type="button"
                        class="button small"
                        id=down
                        aria-disabled=is_last
                        on:click=move |_| swap(place.get_untracked().map(|place| place + 1), to_down.clone())
                    >
                        "Move down" <span class="visually-hidden">" " {name.clone()}</span>
                    </button>
                    <button type="button" class="button small" on:click=remove>
                        "Remove" <span class="visually-hidden">" " {name.clone()}</span>
                    </button>
                </div>
            </div>
            <DescribedEffect load/>
        </li>
    }
}

/// The actions that cannot be chosen, and why.
fn others(names: &[String]) -> Option<View> {
    if names.is_empty() {
        return None;
    }
    let summary = plural(names.len(), "other action", "other actions") + " cannot be chosen";
    let items = names.iter().cloned().map(|name| view! { <li>{name}</li> }).collect_view();
    Some(view! { <details><summary>{summary}</summary><p>{NOT_FOR_DETECT}</p><ul>{items}</ul></details> })
}

async fn read_catalog(client: Client, region: Region) -> Result<Catalog, CallError> {
    let supported = names(&client, &region, Some(MitigationActionType::AddThingsToThingGroup)).await?;
    let all = names(&client, &region, None).await;
    // Not needed: the review asks for each action what it does, and does not let these be started.
    let others = all.unwrap_or_default().into_iter().filter(|name| !supported.contains(name)).collect();
    Ok(Catalog { supported, others })
}

async fn names(
    client: &Client,
    region: &Region,
    action_type: Option<MitigationActionType>,
) -> Result<Vec<String>, CallError> {
    let request = ListMitigationActions { action_type, max_results: Some(PAGE), next_token: None };
    let actions = client.pages(region, request).all().await?;
    let names = actions.into_iter().filter_map(|action| Some(action.action_name?.as_str().to_owned()));
    Ok(names_in_order(&names.collect::<Vec<_>>()))
}
