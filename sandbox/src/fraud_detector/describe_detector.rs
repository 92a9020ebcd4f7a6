//! `DescribeDetector`

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ERRORS, IDENTIFIER, find, page_size};
use crate::{
    constraints::required,
    failure::Failure,
    operation::{Context, Input, Operation},
    pages::page,
    service::Service,
    timestamp::iso_8601,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "DescribeDetector",
    service: Service::FraudDetector,
    method: "POST",
    path: "/",
    errors: ERRORS,
    run,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    detector_id: Option<String>,
    next_token: Option<String>,
    max_results: Option<i64>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    let id = required("detectorId", request.detector_id)?;
    IDENTIFIER.check("detectorId", &id)?;
    let size = page_size(request.max_results, 1000, 2500)?;
    let detector = find(context, &id)?;
    let question = (OPERATION.name, context.region, &id);
    let page = page(&detector.versions, size, request.next_token.as_deref(), question)?;
    let summaries: Vec<_> = page
        .items
        .iter()
        .map(|version| {
            json!({
                "detectorVersionId": version.id.to_string(),
                "status": version.status,
                "description": version.description,
                "lastUpdatedTime": iso_8601(version.updated),
            })
        })
        .collect();
    Ok(json!({
        "detectorId": id,
        "detectorVersionSummaries": summaries,
        "nextToken": page.next_token,
        "arn": context.arn(Service::FraudDetector, &format!("detector/{id}")),
    }))
}
