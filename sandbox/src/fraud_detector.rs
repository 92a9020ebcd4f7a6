//! Amazon Fraud Detector.
//!
//! Source of limits and errors: botocore's service model `frauddetector`, 2019-11-15, and the API reference.

pub(crate) mod describe_detector;
pub(crate) mod get_detector_version;
pub(crate) mod get_detectors;
pub(crate) mod get_rules;

use crate::{
    constraints::{self, Text},
    failure::Failure,
    operation::Context,
    world::Detector,
};

pub(crate) static IDENTIFIER: Text = Text::new(1, 64, "[0-9a-z_-]+");
static WHOLE_VERSION: Text = Text::new(1, 5, "([1-9][0-9]*)");

/// Every operation declares the same ones.
const ERRORS: &[&str] = &[
    "ValidationException",
    "ResourceNotFoundException",
    "InternalServerException",
    "ThrottlingException",
    "AccessDeniedException",
];

/// `maxResults` of a list, checked. Without it a page is as long as it may be.
fn page_size(max_results: Option<i64>, min: i64, max: i64) -> Result<usize, Failure> {
    let size = max_results.unwrap_or(max);
    constraints::range("maxResults", size, min, max)?;
    Ok(usize::try_from(size).unwrap_or_default())
}

/// The detector a caller names.
fn find<'a>(context: &Context<'a>, id: &str) -> Result<&'a Detector, Failure> {
    context.world.detector(id).ok_or_else(|| Failure::not_found(format!("Detector {id} does not exist.")))
}
