//! `GET /behavior-model-training/summaries`

use serde_json::{Value, json};

use super::{NAME, page_size};
use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    pages::page,
    service::Service,
    timestamp::epoch_seconds,
    world::{Behavior, SecurityProfile, Training},
};

/// Both the default and the most.
const PAGE_SIZE: u8 = 10;

pub(crate) const OPERATION: Operation = Operation {
    name: "GetBehaviorModelTrainingSummaries",
    service: Service::Iot,
    method: "GET",
    path: "/behavior-model-training/summaries",
    errors: &[
        "InternalFailureException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "ThrottlingException",
    ],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let name = input.query("securityProfileName");
    NAME.check_optional("securityProfileName", name)?;
    let size = page_size(input, PAGE_SIZE.into(), PAGE_SIZE.into())?;
    let profiles = match name {
        None => context.world.profiles.as_slice(),
        Some(name) => std::slice::from_ref(
            context
                .world
                .profile(name)
                .ok_or_else(|| Failure::not_found(format!("Security profile {name} does not exist")))?,
        ),
    };
    let models: Vec<_> = profiles
        .iter()
        .flat_map(|profile| profile.behaviors.iter().map(move |behavior| (profile, behavior)))
        .filter_map(|(profile, behavior)| Some((profile, behavior, behavior.training?)))
        .collect();
    let page = page(&models, size, input.query("nextToken"), (OPERATION.name, context.region, name))?;
    let summaries: Vec<_> =
        page.items.iter().map(|(profile, behavior, training)| summary(profile, behavior, training)).collect();
    Ok(json!({"summaries": summaries, "nextToken": page.next_token}))
}

/// BehaviorModelTrainingSummary.
fn summary(profile: &SecurityProfile, behavior: &Behavior, training: &Training) -> Value {
    json!({
        "securityProfileName": profile.name,
        "behaviorName": behavior.name,
        "trainingDataCollectionStartDate": training.collection_started.map(epoch_seconds),
        "modelStatus": training.status,
        "datapointsCollectionPercentage": training.datapoints_percentage,
        "lastModelRefreshDate": training.last_refresh.map(epoch_seconds),
    })
}
