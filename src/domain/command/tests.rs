//! Each kind of text as it is written; `tests/commands.rs` tries hostile members.

use super::*;
use crate::aws::fraud_detector::{DetectorId, GetDetectors};
use crate::aws::iot::{
    ClientRequestToken, DescribeDetectMitigationActionsTask, GetBehaviorModelTrainingSummaries, MitigationActionsTaskId,
};
use crate::domain::mitigation_plan::tests::violations;

#[track_caller]
fn check(calls: &[Call], tool: Tool, expected: &str) {
    assert_eq!(tool.write(calls, &Region::new("eu-west-1").unwrap()), expected);
}

fn task() -> Call {
    let task_id = MitigationActionsTaskId::new("task-1").unwrap();
    Call::of(&DescribeDetectMitigationActionsTask { task_id })
}

#[test]
fn plain_texts_are_options() {
    let command = "aws iot describe-detect-mitigation-actions-task --region eu-west-1 --task-id 'task-1'";
    check(&[task()], Tool::Bash, command);
    check(&[task()], Tool::PowerShell, command);
    let detector_id = Some(DetectorId::new("-1").unwrap());
    let not_plain = Call::of(&GetDetectors { detector_id, ..GetDetectors::default() });
    let get = "aws frauddetector get-detectors --region eu-west-1 --cli-input-json";
    check(&[task(), not_plain], Tool::Bash, &format!("{command} &&\n{get} '{{\n  \"detectorId\": \"-1\"\n}}'"));
}

#[test]
fn powershell_reads_json_from_a_file() {
    let mut plan = violations(1);
    plan.actions.truncate(1);
    let call = Call::of(&plan.request(ClientRequestToken::new("token-1").unwrap()));
    check(
        &[call],
        Tool::PowerShell,
        r#"$json = (New-TemporaryFile).FullName; Set-Content -LiteralPath $json -Encoding ascii -Value '{
  "actions": [
    "quarantine"
  ],
  "clientRequestToken": "token-1",
  "includeOnlyActiveViolations": true,
  "includeSuppressedAlerts": false,
  "target": {
    "violationIds": [
      "v-1"
    ]
  },
  "taskId": "task-1"
}'; aws iot start-detect-mitigation-actions-task --region eu-west-1 --cli-input-json "file://$json"; Remove-Item -LiteralPath $json"#,
    );
}

#[test]
fn boto3_follows_the_pages_where_all_are_wanted() {
    let summaries = Call::pages_of(&GetBehaviorModelTrainingSummaries::default());
    check(
        &[summaries, task()],
        Tool::Boto3,
        r#"import boto3

client = boto3.client("iot", region_name="eu-west-1")
request = {}
while True:
    page = client.get_behavior_model_training_summaries(**request)
    print(page)
    if not page.get("nextToken"):
        break
    request["nextToken"] = page["nextToken"]

client = boto3.client("iot", region_name="eu-west-1")
request = {
  "taskId": "task-1"
}
print(client.describe_detect_mitigation_actions_task(**request))"#,
    );
}

#[test]
fn curl_takes_credentials_from_the_environment_and_reads_one_page() {
    let detectors = [Call::pages_of(&GetDetectors::default())];
    check(
        &detectors,
        Tool::Curl,
        r#"curl --request POST \
  --aws-sigv4 aws:amz:eu-west-1:frauddetector \
  --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
  --header "x-amz-security-token: $AWS_SESSION_TOKEN" \
  --header 'content-type: application/x-amz-json-1.1' \
  --header 'x-amz-target: AWSHawksNestServiceFacade.GetDetectors' \
  --data-raw '{}' \
  'https://frauddetector.eu-west-1.amazonaws.com/'"#,
    );
    let summaries = [task(), Call::pages_of(&GetBehaviorModelTrainingSummaries::default())];
    let reads_all = |calls: &[Call]| Tool::ALL.map(|tool| tool.reads_all(calls));
    assert_eq!(reads_all(&detectors), [false, false, true, false]);
    assert_eq!(reads_all(&summaries), [true, true, true, false]);
    assert_eq!(reads_all(&[task()]), [true; 4]);
}
