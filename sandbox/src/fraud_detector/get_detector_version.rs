//! `GetDetectorVersion`

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ERRORS, IDENTIFIER, WHOLE_VERSION, find};
use crate::{
    constraints::required,
    failure::Failure,
    operation::{Context, Input, Operation},
    service::Service,
    timestamp::iso_8601,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "GetDetectorVersion",
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
    detector_version_id: Option<String>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    let id = required("detectorId", request.detector_id)?;
    IDENTIFIER.check("detectorId", &id)?;
    let version_id = required("detectorVersionId", request.detector_version_id)?;
    WHOLE_VERSION.check("detectorVersionId", &version_id)?;
    let version = find(context, &id)?
        .version(&version_id)
        .ok_or_else(|| Failure::not_found(format!("Detector version {version_id} of {id} does not exist.")))?;

    let models: Vec<_> = version
        .models
        .iter()
        .map(|model| {
            let path = format!("{}/{}/{}", model.model_type, model.model_id, model.model_version_number);
            let mut json = json!(model);
            json["arn"] = context.arn(Service::FraudDetector, &format!("model-version/{path}")).into();
            json
        })
        .collect();
    let rules: Vec<_> = version
        .rules
        .iter()
        .map(|(rule, version)| json!({"detectorId": id, "ruleId": rule, "ruleVersion": version.to_string()}))
        .collect();
    Ok(json!({
        "detectorId": id,
        "detectorVersionId": version_id,
        "description": version.description,
        "externalModelEndpoints": version.external_model_endpoints,
        "modelVersions": models,
        "rules": rules,
        "status": version.status,
        "ruleExecutionMode": version.rule_execution_mode,
        "lastUpdatedTime": iso_8601(version.updated),
        "createdTime": iso_8601(version.created),
        "arn": context.arn(Service::FraudDetector, &format!("detector-version/{id}/{version_id}")),
    }))
}
