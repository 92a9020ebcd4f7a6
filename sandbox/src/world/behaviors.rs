//! Behaviors of security profiles, and how far their ML Detect models have come.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Maker, nasty, words};

/// Days of data a model is built from.
const TRAINING_DAYS: i64 = 14;

/// Metrics that ML Detect takes, and names that people give to behaviors on them.
const ML_METRICS: [(&str, &str); 13] = [
    ("aws:num-messages-sent", "messages-sent"),
    ("aws:num-connection-attempts", "connection-attempts"),
    ("aws:num-authorization-failures", "auth-failures"),
    ("aws:num-disconnects", "disconnects"),
    ("aws:message-byte-size", "message-size"),
    ("aws:num-messages-received", "messages-received"),
    ("aws:all-bytes-out", "bytes-out"),
    ("aws:all-bytes-in", "bytes-in"),
    ("aws:num-listening-tcp-ports", "listening-tcp-ports"),
    ("aws:num-established-tcp-connections", "tcp-connections"),
    ("aws:all-packets-out", "packets-out"),
    ("aws:num-listening-udp-ports", "listening-udp-ports"),
    // A custom metric's name is just its name.
    ("battery-temperature", "battery:temperature"),
];

/// Behavior, in the shape of DescribeSecurityProfile.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Behavior {
    pub(crate) name: String,
    pub(crate) metric: Option<String>,
    pub(crate) metric_dimension: Option<Value>,
    pub(crate) criteria: Option<Value>,
    pub(crate) suppress_alerts: Option<bool>,
    pub(crate) export_metric: Option<bool>,
    /// The model, where the behavior is judged by one.
    #[serde(skip)]
    pub(crate) training: Option<Training>,
}

/// What GetBehaviorModelTrainingSummaries says about a behavior's model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Training {
    pub(crate) collection_started: Option<DateTime<Utc>>,
    pub(crate) status: &'static str,
    pub(crate) datapoints_percentage: Option<f64>,
    pub(crate) last_refresh: Option<DateTime<Utc>>,
}

impl Behavior {
    /// The dimension that narrows the metric.
    pub(crate) fn dimension(&self) -> Option<&str> {
        self.metric_dimension.as_ref()?.get("dimensionName")?.as_str()
    }
}

/// Behaviors that a model judges.
pub(super) fn learned(maker: &mut Maker, count: usize) -> Vec<Behavior> {
    (0..count)
        .map(|index| {
            let (metric, name) = ML_METRICS[index % ML_METRICS.len()];
            let training = training(maker);
            learned_one(maker, metric, &words::numbered(name, index / ML_METRICS.len(), '-'), training)
        })
        .collect()
}

/// One behavior for every odd thing a summary may show, as far as `count` goes.
pub(super) fn odd(maker: &mut Maker, count: usize) -> Vec<Behavior> {
    let started = maker.ago(TimeDelta::days(3), TimeDelta::days(13));
    let long_ago = maker.ago(TimeDelta::days(50), TimeDelta::days(80));
    let refreshed = maker.ago(TimeDelta::hours(1), TimeDelta::hours(23));
    let make = |collection_started, status, datapoints_percentage, last_refresh| Training {
        collection_started,
        status,
        datapoints_percentage,
        last_refresh,
    };
    let cases = [
        ("messages-sent", make(Some(long_ago), "ACTIVE", Some(30.0), Some(refreshed))),
        ("connection-attempts", make(Some(started), "PENDING_BUILD", Some(33.333_333), None)),
        ("auth-failures", make(Some(long_ago), "EXPIRED", Some(12.5), None)),
        ("disconnects", make(None, "PENDING_BUILD", Some(0.0), None)),
        ("message-size", make(Some(started), "PENDING_BUILD", Some(100.0), None)),
        ("messages-received", make(Some(long_ago), "ACTIVE", Some(100.0), Some(refreshed))),
        (nasty::BEHAVIOR_NAME, make(Some(started), "PENDING_BUILD", None, None)),
    ];
    let mut behaviors: Vec<_> = cases
        .into_iter()
        .zip(ML_METRICS)
        .take(count)
        .map(|((name, training), (metric, _))| learned_one(maker, metric, name, training))
        .collect();
    // Beyond the odd ones, ordinary behaviors on the metrics that are left.
    behaviors.extend(learned(maker, count).into_iter().skip(cases.len()));
    behaviors
}

/// Behaviors that fixed rules judge: they have no model.
pub(super) fn ruled(maker: &mut Maker, count: usize) -> Vec<Behavior> {
    let rules = [
        ("aws:listening-tcp-ports", "allowed-ports", "in-port-set", json!({"ports": [443, 8883]})),
        ("aws:destination-ip-addresses", "known-networks", "in-cidr-set", json!({"cidrs": ["10.0.0.0/8", "fd00::/8"]})),
        ("aws:message-byte-size", "small-messages", "less-than-equals", json!({"count": 131_072})),
        ("aws:num-messages-sent", "chatter", "less-than", json!({"count": 500})),
        ("battery-temperature", "battery-range", "less-than", json!({"number": 58.25})),
    ];
    (0..count)
        .map(|index| {
            let (metric, name, operator, value) = rules[index % rules.len()].clone();
            let mut criteria = json!({
                "comparisonOperator": operator,
                "value": value,
                "consecutiveDatapointsToAlarm": 1,
                "consecutiveDatapointsToClear": 1,
            });
            if operator.starts_with("less") {
                let choices = [300, 600, 900, 1800, 3600];
                criteria["durationSeconds"] = maker.random.choice(choices).into();
            }
            Behavior {
                name: words::numbered(name, index / rules.len(), '-'),
                metric: Some(metric.to_owned()),
                metric_dimension: None,
                criteria: Some(criteria),
                suppress_alerts: None,
                export_metric: None,
                training: None,
            }
        })
        .collect()
}

fn learned_one(maker: &mut Maker, metric: &str, name: &str, training: Training) -> Behavior {
    let mut criteria = json!({"mlDetectionConfig": {"confidenceLevel": maker.pick(&["LOW", "MEDIUM", "HIGH"])}});
    if maker.one_in(2) {
        criteria["consecutiveDatapointsToAlarm"] = maker.random.i32(1..=10).into();
        criteria["consecutiveDatapointsToClear"] = maker.random.i32(1..=10).into();
    }
    let takes_dimension = ["aws:num-messages-sent", "aws:message-byte-size"].contains(&metric);
    Behavior {
        name: name.to_owned(),
        metric: Some(metric.to_owned()),
        metric_dimension: (takes_dimension && maker.one_in(4))
            .then(|| json!({"dimensionName": "telemetry-topics", "operator": "IN"})),
        criteria: Some(criteria),
        suppress_alerts: maker.random.choice([None, Some(false), Some(true)]).flatten(),
        export_metric: maker.one_in(5).then_some(true),
        training: Some(training),
    }
}

/// Most models are active, some still collect, a few have given up.
fn training(maker: &mut Maker) -> Training {
    match maker.random.u32(..10) {
        0..=5 => Training {
            collection_started: Some(maker.ago(TimeDelta::days(20), TimeDelta::days(400))),
            status: "ACTIVE",
            datapoints_percentage: Some(if maker.one_in(3) { percentage(maker, 26, 99) } else { 100.0 }),
            last_refresh: Some(maker.ago(TimeDelta::minutes(20), TimeDelta::hours(26))),
        },
        6..=8 => {
            let started = maker.ago(TimeDelta::hours(5), TimeDelta::days(TRAINING_DAYS));
            let days = i32::try_from((maker.now - started).num_days()).unwrap_or_default();
            Training {
                collection_started: Some(started),
                status: "PENDING_BUILD",
                datapoints_percentage: Some(percentage(maker, 2 + days * 5, 8 + days * 6)),
                last_refresh: None,
            }
        }
        _ => Training {
            collection_started: Some(maker.ago(TimeDelta::days(44), TimeDelta::days(120))),
            status: "EXPIRED",
            datapoints_percentage: Some(percentage(maker, 0, 24)),
            last_refresh: maker.one_in(2).then(|| maker.ago(TimeDelta::days(31), TimeDelta::days(43))),
        },
    }
}

/// A share of the 25,000 datapoints a model needs: 0.004 % each.
fn percentage(maker: &mut Maker, from: i32, to: i32) -> f64 {
    f64::from(maker.random.i32(from * 250..=to * 250)) / 250.0
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    fn maker() -> Maker {
        Maker { random: Rng::with_seed(1), now: DateTime::from_timestamp(1_800_000_000, 0).unwrap() }
    }

    #[test]
    fn odd_trainings_are_all_there() {
        let trainings: Vec<_> = odd(&mut maker(), 7).into_iter().filter_map(|behavior| behavior.training).collect();
        #[track_caller]
        fn check(trainings: &[Training], what: &str, matches: impl Fn(&Training) -> bool) {
            assert!(trainings.iter().any(matches), "{what}");
        }
        check(&trainings, "active at 30 %", |it| it.status == "ACTIVE" && it.datapoints_percentage == Some(30.0));
        check(&trainings, "expired, never refreshed", |it| it.status == "EXPIRED" && it.last_refresh.is_none());
        check(&trainings, "pending, not started", |it| {
            it.status == "PENDING_BUILD" && it.collection_started.is_none() && it.datapoints_percentage == Some(0.0)
        });
        check(&trainings, "a third", |it| it.datapoints_percentage == Some(33.333_333));
        check(&trainings, "pending at 100 %", |it| {
            it.status == "PENDING_BUILD" && it.datapoints_percentage == Some(100.0)
        });
        check(&trainings, "no percentage", |it| it.datapoints_percentage.is_none());
    }

    #[test]
    fn percentages_stay_within_0_and_100() {
        for behavior in learned(&mut maker(), 2000) {
            let percentage = behavior.training.and_then(|training| training.datapoints_percentage);
            assert!(percentage.is_some_and(|it| (0.0..=100.0).contains(&it)), "{percentage:?}");
        }
    }

    #[test]
    fn ruled_behaviors_have_no_model() {
        assert!(ruled(&mut maker(), 9).iter().all(|behavior| behavior.training.is_none()));
    }
}
