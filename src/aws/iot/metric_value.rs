//! A value of a metric, measured or to compare with.

use serde::Deserialize;

use crate::aws::lenient::null_as_empty;

/// A value of a metric; which member is set depends on the metric. Source: `MetricValue`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct MetricValue {
    /// A count.
    pub count: Option<i64>,
    /// Ranges of addresses, `192.0.2.0/24`.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub cidrs: Vec<String>,
    /// Ports, 0 to 65535.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub ports: Vec<i32>,
    /// A number.
    pub number: Option<f64>,
    /// Numbers.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub numbers: Vec<f64>,
    /// Texts.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub strings: Vec<String>,
}
