//! Names the IAM action that is missing.

use crate::view::{View, view};

/// A line with the permission, where it is one that is missing.
#[must_use]
pub fn permission(permission: Option<String>) -> Option<View> {
    permission.map(|permission| view! { <p>"Permission: " <code>{permission}</code></p> })
}
