//! A behavior of a security profile: what is expected of a device.

use super::{BehaviorName, DimensionName, MetricValue};
use crate::aws::open_enum::open_enum;
use crate::aws::reply::reply;

reply! {
    /// What is expected of a device. Source: `Behavior`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Behavior {
        /// Its name, unique in the security profile.
        pub name: Option<BehaviorName> = "name",
        /// What is measured, such as `aws:num-messages-sent`, or a custom metric's name.
        pub metric: Option<String> = "metric",
        /// What narrows the metric.
        pub metric_dimension: Option<MetricDimension> = "metricDimension",
        /// When a measurement is a violation.
        pub criteria: Option<BehaviorCriteria> = "criteria",
        /// Whether violations are recorded without sending alarms.
        pub suppress_alerts: Option<bool> = "suppressAlerts",
        /// Whether the metric is published as the security profile says.
        pub export_metric: Option<bool> = "exportMetric",
    }
}

reply! {
    /// Narrows a metric by a dimension. Source: `MetricDimension`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MetricDimension {
        /// The dimension.
        pub dimension_name: Option<DimensionName> = "dimensionName",
        /// Whether the dimension's values are the ones measured or the ones left out; AWS takes the former.
        pub operator: Option<DimensionValueOperator> = "operator",
    }
}

open_enum! {
    /// How a dimension's values narrow a metric. Source: `DimensionValueOperator`.
    DimensionValueOperator {
        /// Only these values.
        In = "IN",
        /// All but these values.
        NotIn = "NOT_IN",
    }
}

reply! {
    /// When a measurement violates a behavior: by a fixed value, by statistics or by ML. Source: `BehaviorCriteria`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct BehaviorCriteria {
        /// How the measurement is compared with `value`.
        pub comparison_operator: Option<ComparisonOperator> = "comparisonOperator",
        /// What the measurement is compared with.
        pub value: Option<MetricValue> = "value",
        /// Seconds over which a count is measured.
        pub duration_seconds: Option<i32> = "durationSeconds",
        /// Violating datapoints in a row that raise an alarm, 1 to 10; AWS takes 1.
        pub consecutive_datapoints_to_alarm: Option<i32> = "consecutiveDatapointsToAlarm",
        /// Conforming datapoints in a row that clear an alarm, 1 to 10; AWS takes 1.
        pub consecutive_datapoints_to_clear: Option<i32> = "consecutiveDatapointsToClear",
        /// Set when the behavior is judged by statistics.
        pub statistical_threshold: Option<StatisticalThreshold> = "statisticalThreshold",
        /// Set when the behavior is judged by ML Detect.
        pub ml_detection_config: Option<MachineLearningDetectionConfig> = "mlDetectionConfig",
    }
}

open_enum! {
    /// How a measurement is compared. Source: `ComparisonOperator`.
    ComparisonOperator {
        /// Smaller than the number.
        LessThan = "less-than",
        /// Smaller than the number or the same.
        LessThanEquals = "less-than-equals",
        /// Greater than the number.
        GreaterThan = "greater-than",
        /// Greater than the number or the same.
        GreaterThanEquals = "greater-than-equals",
        /// An address in the ranges.
        InCidrSet = "in-cidr-set",
        /// An address outside the ranges.
        NotInCidrSet = "not-in-cidr-set",
        /// One of the ports.
        InPortSet = "in-port-set",
        /// None of the ports.
        NotInPortSet = "not-in-port-set",
        /// One of the values.
        InSet = "in-set",
        /// None of the values.
        NotInSet = "not-in-set",
    }
}

reply! {
    /// A percentile of what all devices measured. Source: `StatisticalThreshold`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct StatisticalThreshold {
        /// The percentile, such as `p90`.
        pub statistic: Option<String> = "statistic",
    }
}

reply! {
    /// How ML Detect judges a behavior. Source: `MachineLearningDetectionConfig`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MachineLearningDetectionConfig {
        /// How sure the model must be.
        pub confidence_level: Option<ConfidenceLevel> = "confidenceLevel",
    }
}

open_enum! {
    /// How sure an ML Detect model must be before it raises an alarm. Source: `ConfidenceLevel`.
    ConfidenceLevel {
        /// High sensitivity, many alarms.
        Low = "LOW",
        /// Between the two.
        Medium = "MEDIUM",
        /// Low sensitivity, few alarms.
        High = "HIGH",
    }
}
