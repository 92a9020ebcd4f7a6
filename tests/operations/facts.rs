//! What the table of facts says of each operation.

use detect_console::aws::operation::{Bodies, Effect, Facts};
use detect_console::aws::{Operation, cognito_identity, cognito_idp, fraud_detector, iot, managed_login, sts};

const ALL: [&Facts; 17] = [
    iot::DescribeDetectMitigationActionsTask::FACTS,
    iot::DescribeMitigationAction::FACTS,
    iot::DescribeSecurityProfile::FACTS,
    iot::GetBehaviorModelTrainingSummaries::FACTS,
    iot::ListMitigationActions::FACTS,
    iot::ListSecurityProfiles::FACTS,
    iot::StartDetectMitigationActionsTask::FACTS,
    fraud_detector::DescribeDetector::FACTS,
    fraud_detector::GetDetectorVersion::FACTS,
    fraud_detector::GetDetectors::FACTS,
    fraud_detector::GetRules::FACTS,
    cognito_identity::GetCredentialsForIdentity::FACTS,
    cognito_identity::GetId::FACTS,
    cognito_idp::RevokeToken::FACTS,
    sts::GetCallerIdentity::FACTS,
    managed_login::ExchangeCode::FACTS,
    managed_login::RefreshTokens::FACTS,
];

#[test]
fn signed_operations_are_permitted_by_their_name() {
    let permissions: Vec<_> = ALL.iter().filter_map(|facts| facts.permission()).collect();
    assert_eq!(
        permissions,
        [
            "iot:DescribeDetectMitigationActionsTask",
            "iot:DescribeMitigationAction",
            "iot:DescribeSecurityProfile",
            "iot:GetBehaviorModelTrainingSummaries",
            "iot:ListMitigationActions",
            "iot:ListSecurityProfiles",
            "iot:StartDetectMitigationActionsTask",
            "frauddetector:DescribeDetector",
            "frauddetector:GetDetectorVersion",
            "frauddetector:GetDetectors",
            "frauddetector:GetRules",
            "sts:GetCallerIdentity",
        ]
    );
}

#[test]
fn only_starting_a_task_and_using_up_a_code_or_a_refresh_token_change_anything() {
    let writes: Vec<_> = ALL.iter().filter(|facts| facts.effect == Effect::Write).map(|facts| facts.name).collect();
    assert_eq!(writes, ["StartDetectMitigationActionsTask", "oauth2/token", "oauth2/token"]);
}

#[test]
fn what_hands_out_or_takes_tokens_and_keys_is_secret() {
    let secret: Vec<_> = ALL.iter().filter(|facts| facts.bodies == Bodies::Secret).map(|facts| facts.name).collect();
    assert_eq!(secret, ["GetCredentialsForIdentity", "GetId", "RevokeToken", "oauth2/token", "oauth2/token"]);
}

#[test]
fn what_an_operation_does_reads_on_after_not_allowed_to() {
    for facts in ALL {
        let does = facts.does;
        assert!(does.starts_with(|first: char| first.is_ascii_lowercase()) && !does.ends_with('.'), "{}", facts.name);
    }
}
