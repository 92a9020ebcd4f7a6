//! The names and identifiers of Cognito identity pools.

use crate::aws::identifier::{Rule, identifier};

/// A region, a colon and a UUID, which the service model writes `[\w-]+:[0-9a-f-]+`.
const REGION_AND_UUID: Rule = Rule {
    maximum: 55,
    allows: |character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | ':'),
    shape: is_region_and_uuid,
    allowed: "a region, “:” and a UUID in lower case, such as us-east-1:00000000-0000-4000-8000-000000000000",
};

fn is_region_and_uuid(text: &str) -> bool {
    text.split_once(':').is_some_and(|(region, uuid)| {
        !region.is_empty()
            && !uuid.is_empty()
            && uuid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
    })
}

identifier! {
    /// Identifier of an identity pool. Source: `IdentityPoolId`, 1 to 55, `[\w-]+:[0-9a-f-]+`.
    IdentityPoolId: REGION_AND_UUID
}

identifier! {
    /// Identifier of somebody known to an identity pool. Source: `IdentityId`, 1 to 55, `[\w-]+:[0-9a-f-]+`.
    IdentityId: REGION_AND_UUID
}

identifier! {
    /// Number of an AWS account. Source: `AccountId`, 1 to 15 digits.
    AccountId: Rule::characters(15, |character| character.is_ascii_digit(), "digits")
}

identifier! {
    /// ARN of an IAM role. Source: `ARNString`, 20 to 2048 characters.
    RoleArn: Rule {
        maximum: 2048,
        allows: |character| !character.is_control(),
        shape: |text| text.chars().count() >= 20,
        allowed: "the role’s ARN, such as arn:aws:iam::123456789012:role/operator",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, taken: bool) {
        assert_eq!(IdentityPoolId::new(text).is_ok(), taken, "{text}");
    }

    #[test]
    fn an_identity_pool_is_a_region_and_a_uuid() {
        check("us-east-1:00000000-0000-4000-8000-000000000000", true);
        check("", false);
        check("us-east-1", false);
        check("us-east-1:", false);
        check(":00000000-0000-4000-8000-000000000000", false);
        check("us-east-1:ABCD", false);
        check("us-east-1:00:00", false);
        check(&format!("us-east-1:{}", "0".repeat(46)), false);
    }
}
