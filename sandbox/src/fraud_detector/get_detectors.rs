//! `GetDetectors`

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ERRORS, IDENTIFIER, find, page_size};
use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    pages::page,
    service::Service,
    timestamp::iso_8601,
    world::Detector,
};

pub(crate) const OPERATION: Operation =
    Operation { name: "GetDetectors", service: Service::FraudDetector, method: "POST", path: "/", errors: ERRORS, run };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    detector_id: Option<String>,
    next_token: Option<String>,
    max_results: Option<i64>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    IDENTIFIER.check_optional("detectorId", request.detector_id.as_deref())?;
    let size = page_size(request.max_results, 5, 10)?;
    let detectors: Vec<&Detector> = match &request.detector_id {
        Some(id) => vec![find(context, id)?],
        None => context.world.detectors.iter().collect(),
    };
    let question = (OPERATION.name, context.region, &request.detector_id);
    let page = page(&detectors, size, request.next_token.as_deref(), question)?;
    let detectors: Vec<_> = page.items.iter().map(|detector| to_json(detector, context)).collect();
    Ok(json!({"detectors": detectors, "nextToken": page.next_token}))
}

fn to_json(detector: &Detector, context: &Context<'_>) -> Value {
    json!({
        "detectorId": detector.id,
        "description": detector.description,
        "eventTypeName": detector.event_type,
        "lastUpdatedTime": iso_8601(detector.updated),
        "createdTime": iso_8601(detector.created),
        "arn": context.arn(Service::FraudDetector, &format!("detector/{}", detector.id)),
    })
}
