//! `GetRules`

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ERRORS, IDENTIFIER, WHOLE_VERSION, find, page_size};
use crate::{
    constraints::required,
    failure::Failure,
    operation::{Context, Input, Operation},
    pages::page,
    service::Service,
    timestamp::iso_8601,
    world::Rule,
};

pub(crate) const OPERATION: Operation =
    Operation { name: "GetRules", service: Service::FraudDetector, method: "POST", path: "/", errors: ERRORS, run };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    rule_id: Option<String>,
    detector_id: Option<String>,
    rule_version: Option<String>,
    next_token: Option<String>,
    max_results: Option<i64>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    let id = required("detectorId", request.detector_id)?;
    IDENTIFIER.check("detectorId", &id)?;
    let (rule_id, version) = (request.rule_id.as_deref(), request.rule_version.as_deref());
    IDENTIFIER.check_optional("ruleId", rule_id)?;
    WHOLE_VERSION.check_optional("ruleVersion", version)?;
    let size = page_size(request.max_results, 50, 100)?;
    if rule_id.is_none() && version.is_some() {
        return Err(Failure::invalid("ruleVersion needs ruleId"));
    }
    let rules: Vec<&Rule> = find(context, &id)?
        .rules
        .iter()
        .filter(|rule| rule_id.is_none_or(|wanted| rule.id == wanted))
        .filter(|rule| version.is_none_or(|wanted| rule.version.to_string() == wanted))
        .collect();
    if let (true, Some(rule)) = (rules.is_empty(), rule_id) {
        return Err(Failure::not_found(format!("Rule {rule} of {id} does not exist.")));
    }
    let question = (OPERATION.name, context.region, &id, rule_id, version);
    let page = page(&rules, size, request.next_token.as_deref(), question)?;
    let details: Vec<_> = page.items.iter().map(|rule| to_json(&id, rule, context)).collect();
    Ok(json!({"ruleDetails": details, "nextToken": page.next_token}))
}

fn to_json(detector_id: &str, rule: &Rule, context: &Context<'_>) -> Value {
    json!({
        "ruleId": rule.id,
        "description": rule.description,
        "detectorId": detector_id,
        "ruleVersion": rule.version.to_string(),
        "expression": rule.expression,
        "language": "DETECTORPL",
        "outcomes": rule.outcomes,
        "lastUpdatedTime": iso_8601(rule.updated),
        "createdTime": iso_8601(rule.created),
        "arn": context.arn(Service::FraudDetector, &format!("rule/{detector_id}/{}/{}", rule.id, rule.version)),
    })
}
