//! The section "Target": violations by their IDs, or a behavior of a security profile.

use leptos::prelude::*;

use super::form::error_of;
use super::state::Mitigation;
use crate::aws::iot::{BehaviorName, DescribeSecurityProfile, ListSecurityProfiles, SecurityProfileName};
use crate::aws::{CallError, Client, Region};
use crate::context::{use_client, use_region};
use crate::domain::mitigation_draft::{Field, TargetKind, ViolationIds};
use crate::explanation::explain;
use crate::order::names_in_order;
use crate::ui::form_field::{Choice, ComboField, RadioGroup, TextArea};
use crate::ui::load::{Load, LoadState, use_load};
use crate::ui::panel::Panel;
use crate::ui::permission::permission;
use crate::view::{View, view};

const VIOLATION_IDS: &str = "violationIds";
const BEHAVIOR: &str = "behavior";

/// Most security profiles a page. Source: `maxResults`, ListSecurityProfiles, AWS IoT API Reference.
const PAGE: u32 = 250;

/// The section.
#[component]
pub(super) fn TargetSection() -> View {
    let mitigation = expect_context::<Mitigation>();
    // A form that a link fills anew has a new seed: what was read for the one before does not belong to it.
    let kind = Memo::new(move |_| mitigation.draft.with(|draft| (draft.target, draft.seed)));
    let choice = mitigation.field(
        |draft| match draft.target {
            TargetKind::ViolationIds => VIOLATION_IDS.to_owned(),
            TargetKind::Behavior => BEHAVIOR.to_owned(),
        },
        |draft, choice| draft.target = if choice == BEHAVIOR { TargetKind::Behavior } else { TargetKind::ViolationIds },
    );
    let choices = vec![
        Choice::new(VIOLATION_IDS, "Violation IDs").described("These violations, at most 25."),
        Choice::new(BEHAVIOR, "Security profile and behavior")
            .described("All violations of one behavior in a time range. AWS finds them when the task runs."),
    ];
    view! {
        <Panel heading="Target">
            <RadioGroup id="target" label="What to act on" value=choice choices/>
            {move || match kind.get().0 {
                TargetKind::ViolationIds => violation_ids(mitigation),
                TargetKind::Behavior => view! { <BehaviorFields/> },
            }}
        </Panel>
    }
}

fn violation_ids(mitigation: Mitigation) -> View {
    let read = move || mitigation.draft.with(|draft| ViolationIds::read(&draft.violation_ids));
    view! {
        <TextArea
            id=Field::ViolationIds.id()
            label=Field::ViolationIds.label()
            value=mitigation.field(|draft| draft.violation_ids.clone(), |draft, text| draft.violation_ids = text)
            description="Paste them, separated by commas, spaces or new lines."
            constraint="1 to 25 IDs of letters, digits and “-”."
            outcome=Signal::derive(move || read().ok().map(|list| list.in_words()))
            error=error_of(Field::ViolationIds)
        />
    }
}

/// A behavior as it is offered: its name, and whether ML Detect judges it.
type OfferedBehavior = (String, bool);

#[component]
fn BehaviorFields() -> View {
    let mitigation = expect_context::<Mitigation>();
    let client = StoredValue::new_local(use_client());
    let region = use_region();
    let profiles = use_load(move || list_profiles(client.get_value(), region.get()));
    // The profile whose behaviors are offered: the one typed, once it is typed to the end.
    let typed = move || mitigation.draft.with_untracked(|draft| draft.security_profile_name.trim().to_owned());
    let profile = RwSignal::new(typed());
    let behaviors = use_load(move || list_behaviors(client.get_value(), region.get(), profile.get()));
    let ml_behaviors = Signal::derive(move || {
        // AWS has behaviors of names that it does not take here.
        let can_be_named = |name: &String| BehaviorName::new(name.as_str()).is_ok();
        let names = ready(behaviors).into_iter().filter(|(_, is_ml)| *is_ml).map(|(name, _)| name);
        names_in_order(&names.filter(can_be_named).collect::<Vec<_>>())
    });
    let remark = move || match behaviors.get() {
        // Not while another profile is being typed.
        LoadState::Ready(offered) => mitigation.draft.with(|draft| {
            let is_of_profile = profile.with(|profile| *profile == draft.security_profile_name.trim());
            is_of_profile.then(|| remark(draft.behavior_name.trim(), &offered)).flatten()
        }),
        _ => None,
    };
    view! {
        <div on:change=move |_| profile.set(typed())>
            <ComboField
                id=Field::SecurityProfile.id()
                label=Field::SecurityProfile.label()
                value=mitigation.field(
                    |draft| draft.security_profile_name.clone(),
                    |draft, text| draft.security_profile_name = text,
                )
                suggestions=Signal::derive(move || ready(profiles))
                error=error_of(Field::SecurityProfile)
            />
        </div>
        {move || not_listed(profiles.get(), "security profile", move || profiles.reload())}
        <ComboField
            id=Field::Behavior.id()
            label=Field::Behavior.label()
            value=mitigation.field(|draft| draft.behavior_name.clone(), |draft, text| draft.behavior_name = text)
            suggestions=ml_behaviors
            description="Only ML Detect behaviors are offered: a task acts on their violations alone."
            outcome=Signal::derive(remark)
            error=error_of(Field::Behavior)
        />
        {move || not_listed(behaviors.get(), "behavior", move || behaviors.reload())}
    }
}

/// Says what is odd about a behavior's name, given those of its security profile. AWS decides, not we.
fn remark(name: &str, offered: &[OfferedBehavior]) -> Option<String> {
    if offered.is_empty() || name.is_empty() {
        return None;
    }
    match offered.iter().find(|(offered, _)| offered == name) {
        Some((_, true)) => None,
        Some((_, false)) => Some(format!("“{name}” is not an ML Detect behavior: AWS will find no violations of it.")),
        None => Some(format!("The security profile has no behavior “{name}” now.")),
    }
}

/// What was read, or nothing.
pub(super) fn ready<T: Clone + Send + Sync + 'static>(load: Load<Vec<T>>) -> Vec<T> {
    load.with(|state| match state {
        LoadState::Ready(items) => items.clone(),
        _ => Vec::new(),
    })
}

/// Says that nothing can be offered and why, and that the name of `what` can be typed all the same.
pub(super) fn not_listed<T>(state: LoadState<T>, what: &'static str, reload: impl Fn() + 'static) -> Option<View> {
    let LoadState::Failed(error) = state else { return None };
    Some(not_listed_for(&error, what, Box::new(reload)))
}

fn not_listed_for(error: &CallError, what: &'static str, reload: Box<dyn Fn()>) -> View {
    let explanation = explain(error);
    view! {
        <div class="field-hint">
            <p>
                {explanation.heading} ". " {explanation.what_happened} " Names can only be typed now, not picked: type that of the " {what} ". "
                <button type="button" class="button small" on:click=move |_| reload()>"Retry"</button>
            </p>
            {permission(explanation.permission)}
        </div>
    }
}

async fn list_profiles(client: Client, region: Region) -> Result<Vec<String>, CallError> {
    let request = ListSecurityProfiles { max_results: Some(PAGE), ..Default::default() };
    let profiles = client.pages(&region, request).all().await?;
    let names = profiles.into_iter().filter_map(|profile| Some(profile.name?.as_str().to_owned()));
    Ok(names_in_order(&names.collect::<Vec<_>>()))
}

async fn list_behaviors(client: Client, region: Region, profile: String) -> Result<Vec<OfferedBehavior>, CallError> {
    let Ok(security_profile_name) = SecurityProfileName::new(profile) else {
        return Ok(Vec::new());
    };
    let answer = client.call(&region, &DescribeSecurityProfile { security_profile_name }).await?;
    let offered = answer.output.behaviors.into_iter().filter_map(|behavior| {
        let is_ml = behavior.criteria.is_some_and(|criteria| criteria.ml_detection_config.is_some());
        Some((behavior.name?.as_str().to_owned(), is_ml))
    });
    Ok(offered.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, offered: &[(&str, bool)], expected: Option<&str>) {
        let offered: Vec<_> = offered.iter().map(|(name, is_ml)| ((*name).to_owned(), *is_ml)).collect();
        assert_eq!(remark(name, &offered).as_deref(), expected);
    }

    #[test]
    fn a_behavior_that_is_unknown_or_not_of_ml_detect_is_remarked_on() {
        let offered = [("bytes", true), ("ports", false)];
        check("bytes", &offered, None);
        check("", &offered, None);
        check("bytes", &[], None);
        check("ports", &offered, Some("“ports” is not an ML Detect behavior: AWS will find no violations of it."));
        check("other", &offered, Some("The security profile has no behavior “other” now."));
    }
}
