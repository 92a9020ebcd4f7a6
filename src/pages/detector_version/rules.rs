//! The rules of a version in the order they run, with their expressions and outcomes where those can be read.

use leptos::prelude::*;

use crate::aws::fraud_detector::{DetectorId, Language, Rule, RuleDetail};
use crate::domain::detector_rules::{OrderedRule, join, missing};
use crate::format::plural;
use crate::pages::detector_parts::{CompanionNote, text, time};
use crate::ui::{Load, LoadState, Notice, Tone};
use crate::view::{CollectView, IntoView, View, view};

/// The rules, numbered.
#[component]
pub(super) fn RuleList(
    /// In execution order.
    rules: Vec<Rule>,
    /// The detector of the version: a rule of another one is marked.
    detector_id: Option<DetectorId>,
    /// What the rules of the detector say.
    details: Load<Vec<RuleDetail>>,
) -> View {
    if rules.is_empty() {
        return view! { <p>"This version has no rules."</p> };
    }
    let content = move || {
        details.with(|state| {
            let known = if let LoadState::Ready(details) = state { details.as_slice() } else { &[] };
            let rules = join(&rules, known);
            let show_details = matches!(state, LoadState::Ready(_));
            let above = match state {
                LoadState::Loading => view! { <p role="status">"Loading expressions and outcomes …"</p> },
                LoadState::Ready(_) => missing_rules(missing(&rules)),
                LoadState::Failed(error) => view! {
                    <CompanionNote
                        error=error.clone()
                        instead="Rules are listed by ID and version, without expressions and outcomes."
                        retry=move |()| details.reload()
                    />
                },
            };
            let items = rules.iter().map(|rule| rule_item(rule, detector_id.as_ref(), show_details)).collect_view();
            // `list-style: none` takes the role of a list from it in Safari.
            (above, view! { <ol class="rules" role="list">{items}</ol> }).into_view()
        })
    };
    content.into_view()
}

fn missing_rules(count: usize) -> View {
    let notice = (count > 0).then(|| {
        let rules = plural(count, "rule of this version is", "rules of this version are");
        view! { <Notice tone=Tone::Warning heading=format!("{rules} not among the detector's rules")/> }
    });
    notice.into_view()
}

fn rule_item(ordered: &OrderedRule, detector_id: Option<&DetectorId>, show_details: bool) -> View {
    let OrderedRule { position, rule, detail } = ordered;
    let id = text(rule.rule_id.as_ref().map(|id| id.as_str()));
    let version = text(rule.rule_version.as_ref().map(|version| version.as_str()));
    let other_detector = rule.detector_id.as_ref().filter(|id| Some(*id) != detector_id);
    let other_detector = other_detector.map(|id| view! { <p>"Of detector "{text(Some(id.as_str()))}</p> });
    let body = match detail {
        Some(detail) => rule_detail(detail),
        None if show_details => view! {
            <p class="muted">"The detector has no such rule version: it may have been deleted."</p>
        },
        None => ().into_view(),
    };
    view! {
        <li class="rule">
            <h3>
                <span class="rule-position">{*position}"."</span>
                " "
                {id}
                <span class="rule-version">", version "{version}</span>
            </h3>
            {other_detector}
            {body}
        </li>
    }
}

fn rule_detail(detail: &RuleDetail) -> View {
    let description = detail.description.as_deref().filter(|description| !description.is_empty());
    let outcome = |outcome: &String| view! { <li>{text(Some(outcome))}</li> };
    let outcomes = if detail.outcomes.is_empty() {
        view! { <span class="muted">"None"</span> }
    } else {
        view! { <ul class="outcomes" role="list">{detail.outcomes.iter().map(outcome).collect_view()}</ul> }
    };
    // Fraud Detector has one language only; another one would be worth knowing.
    let language = detail.language.as_ref().filter(|language| **language != Language::DetectorPl);
    let row = |name: &'static str, value: View| {
        view! {
            <dt>{name}</dt>
            <dd>{value}</dd>
        }
    };
    view! {
        {description.map(|description| view! { <p>{text(Some(description))}</p> })}
        <dl class="rule-detail">
            {row("Expression", expression(detail))}
            {row("Outcomes", outcomes)}
            {language.map(|language| row("Language", text(Some(language.as_str()))))}
            {row("Last updated", time(detail.last_updated_time.as_ref()))}
        </dl>
    }
}

/// Code runs from left to right, whatever script its texts are in.
fn expression(detail: &RuleDetail) -> View {
    match &detail.expression {
        Some(expression) => {
            view! { <pre class="expression" dir="ltr"><code>{expression.as_str().to_owned()}</code></pre> }
        }
        None => text(None),
    }
}
