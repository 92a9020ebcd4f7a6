//! `GET /security-profiles/{securityProfileName}`

use serde_json::{Value, json};

use super::NAME;
use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    service::Service,
    timestamp::epoch_seconds,
    world::ACCOUNT,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "DescribeSecurityProfile",
    service: Service::Iot,
    method: "GET",
    path: "/security-profiles/{securityProfileName}",
    errors: &[
        "InternalFailureException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "ThrottlingException",
    ],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let name = input.label("securityProfileName");
    NAME.check("securityProfileName", name)?;
    let profile = context
        .world
        .profile(name)
        .ok_or_else(|| Failure::not_found(format!("Security profile {name} does not exist")))?;
    let role = format!("arn:aws:iam::{ACCOUNT}:role/service-role/DetectAlarms");
    let retained: Vec<_> = profile.retained_metrics.iter().map(|metric| json!({"metric": metric})).collect();
    Ok(json!({
        "securityProfileName": profile.name,
        "securityProfileArn": context.arn(Service::Iot, &format!("securityprofile/{name}")),
        "securityProfileDescription": profile.description,
        "behaviors": profile.behaviors,
        "alertTargets": profile.alert_topic.map(|topic| json!({"SNS": {
            "alertTargetArn": format!("arn:aws:sns:{}:{ACCOUNT}:{topic}", context.region),
            "roleArn": role,
        }})),
        "additionalMetricsToRetain": profile.retained_metrics,
        "additionalMetricsToRetainV2": retained,
        "version": profile.version,
        "creationDate": epoch_seconds(profile.created),
        "lastModifiedDate": epoch_seconds(profile.modified),
        "metricsExportConfig": profile.exports_metrics.then(|| json!({
            "mqttTopic": format!("$aws/rules/defender-metrics/{name}"),
            "roleArn": role,
        })),
    }))
}
