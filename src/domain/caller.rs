//! Who makes the requests, read from an ARN.

/// Whose credentials are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'a> {
    /// A session of a role.
    AssumedRole {
        /// The role's name, without its path.
        role: &'a str,
        /// The session's name, chosen by whoever assumed the role: often who that is.
        session: &'a str,
    },
    /// A user of IAM, by name, without the path.
    IamUser(&'a str),
    /// Somebody else, such as the root of an account.
    Other,
}

impl<'a> Caller<'a> {
    /// Reads `arn:aws:sts::123456789012:assumed-role/ROLE/SESSION` or `arn:aws:iam::123456789012:user/NAME`, of any
    /// partition. Source: "Principal", policy elements, IAM User Guide.
    #[must_use]
    pub fn of(arn: &'a str) -> Self {
        let mut parts = arn.splitn(6, ':');
        let (service, resource) = (parts.nth(2), parts.nth(2).unwrap_or_default());
        let path: Vec<_> = resource.split('/').collect();
        match (service, &*path) {
            _ if path.contains(&"") => Self::Other,
            (Some("sts"), ["assumed-role", role, session]) => Self::AssumedRole { role, session },
            (Some("iam"), ["user", .., name]) => Self::IamUser(name),
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arn: &str, expected: Caller<'_>) {
        assert_eq!(Caller::of(arn), expected);
    }

    #[test]
    fn a_session_of_a_role_has_two_names() {
        let expected = Caller::AssumedRole { role: "Admin", session: "eve@example.com" };
        check("arn:aws:sts::123456789012:assumed-role/Admin/eve@example.com", expected);
        check("arn:aws-cn:sts::123456789012:assumed-role/Admin/eve@example.com", expected);
    }

    #[test]
    fn a_user_is_named_without_the_path() {
        check("arn:aws:iam::123456789012:user/eve", Caller::IamUser("eve"));
        check("arn:aws-us-gov:iam::123456789012:user/a/b/eve", Caller::IamUser("eve"));
    }

    #[test]
    fn whatever_else_is_not_guessed_at() {
        for arn in [
            "",
            "eve",
            "arn:aws:iam::123456789012:root",
            "arn:aws:iam::123456789012:user/",
            "arn:aws:iam::123456789012:user/a/",
            "arn:aws:iam::123456789012:assumed-role/Admin/eve",
            "arn:aws:sts::123456789012:federated-user/eve",
            "arn:aws:sts::123456789012:assumed-role/Admin",
            "arn:aws:sts::123456789012:assumed-role//eve",
            "arn:aws:sts::123456789012:assumed-role/Admin/",
            "arn:aws:sts::123456789012:assumed-role/Admin/eve/x",
        ] {
            check(arn, Caller::Other);
        }
    }
}
