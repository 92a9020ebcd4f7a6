//! A value of a metric, measured or to compare with.

use crate::aws::reply::reply;

reply! {
    /// A value of a metric; which member is set depends on the metric. Source: `MetricValue`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MetricValue {
        /// A count.
        pub count: Option<i64> = "count",
        /// Ranges of addresses, `192.0.2.0/24`.
        pub cidrs: Vec<String> = "cidrs",
        /// Ports, 0 to 65535.
        pub ports: Vec<i32> = "ports",
        /// A number.
        pub number: Option<f64> = "number",
        /// Numbers.
        pub numbers: Vec<f64> = "numbers",
        /// Texts.
        pub strings: Vec<String> = "strings",
    }
}
