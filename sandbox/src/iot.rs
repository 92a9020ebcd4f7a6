//! AWS IoT: the Device Defender Detect operations.
//!
//! Source of paths, limits and errors: botocore's service model `iot`, 2015-05-28.

pub(crate) mod describe_detect_mitigation_actions_task;
pub(crate) mod describe_mitigation_action;
pub(crate) mod describe_security_profile;
pub(crate) mod get_behavior_model_training_summaries;
pub(crate) mod list_mitigation_actions;
pub(crate) mod list_security_profiles;
pub(crate) mod start_detect_mitigation_actions_task;

use crate::{
    constraints::{self, Text},
    failure::Failure,
    operation::Input,
};

/// Names of security profiles, behaviors, metrics and dimensions.
pub(crate) static NAME: Text = Text::new(1, 128, "[a-zA-Z0-9:_-]+");
pub(crate) static ACTION_NAME: Text = Text::new(0, 128, "[a-zA-Z0-9_-]+");
static TASK_ID: Text = Text::new(1, 128, "[a-zA-Z0-9_-]+");
static VIOLATION_ID: Text = Text::new(1, 128, r"[a-zA-Z0-9\-]+");
static CLIENT_REQUEST_TOKEN: Text = Text::new(1, 64, "[a-zA-Z0-9-_]+");

/// Page size of most lists when the caller leaves it to the service.
const DEFAULT_PAGE_SIZE: usize = 25;

/// `maxResults` of a list, checked.
fn page_size(input: &Input, max: i64, default: usize) -> Result<usize, Failure> {
    match input.query_integer("maxResults")? {
        None => Ok(default),
        Some(size) => {
            constraints::range("maxResults", size, 1, max)?;
            Ok(usize::try_from(size).unwrap_or(default))
        }
    }
}
