//! `GET /security-profiles`

use serde_json::{Value, json};

use super::{DEFAULT_PAGE_SIZE, NAME, page_size};
use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    pages::page,
    service::Service,
    world::SecurityProfile,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "ListSecurityProfiles",
    service: Service::Iot,
    method: "GET",
    path: "/security-profiles",
    errors: &[
        "InternalFailureException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "ThrottlingException",
    ],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let (dimension, metric) = (input.query("dimensionName"), input.query("metricName"));
    NAME.check_optional("dimensionName", dimension)?;
    NAME.check_optional("metricName", metric)?;
    let size = page_size(input, 250, DEFAULT_PAGE_SIZE)?;
    if dimension.is_some() && metric.is_some() {
        return Err(Failure::invalid("Only one of dimensionName and metricName can be given"));
    }
    let uses = |profile: &SecurityProfile| {
        profile.behaviors.iter().any(|behavior| {
            dimension.is_none_or(|name| behavior.dimension() == Some(name))
                && metric.is_none_or(|name| behavior.metric.as_deref() == Some(name))
        })
    };
    let is_filtered = dimension.is_some() || metric.is_some();
    let profiles: Vec<_> = context
        .world
        .profiles
        .iter()
        .filter(|profile| !is_filtered || uses(profile))
        .map(|profile| {
            let arn = context.arn(Service::Iot, &format!("securityprofile/{}", profile.name));
            json!({"name": profile.name, "arn": arn})
        })
        .collect();
    if let (true, Some(name)) = (profiles.is_empty(), dimension.or(metric)) {
        return Err(Failure::not_found(format!("{name} does not exist")));
    }
    let question = (OPERATION.name, context.region, dimension, metric);
    let page = page(&profiles, size, input.query("nextToken"), question)?;
    Ok(json!({"securityProfileIdentifiers": page.items, "nextToken": page.next_token}))
}
