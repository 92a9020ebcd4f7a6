//! Reading answers that say `null` where a list or a map was expected.

use serde::{Deserialize, Deserializer};

/// Reads `null` as an empty list or map. A member that may also be left out needs `#[serde(default)]` besides.
///
/// # Errors
/// The value is neither `null` nor what was expected.
pub(crate) fn null_as_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
