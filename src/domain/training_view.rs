//! Training summaries as a table shows them: filtered, sorted, and with words for what the numbers mean.
//!
//! Does not call AWS and does not know the time.

use std::cmp::Ordering;

use super::list_view::{read_sort, write_sort};
use super::training_rows::TrainingRows;
use crate::aws::iot::{BehaviorModelTrainingSummary, ModelStatus};
use crate::order::sort_places;

/// What of the summaries is shown, and in which order. All of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingView {
    /// Shows rows whose security profile and behavior contain its words, whatever the case.
    pub filter: String,
    /// Shows rows of this status only.
    pub status: Option<ModelStatus>,
    /// How they are sorted.
    pub order: Order,
}

/// An order of the summaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Sorted by.
    pub by: Column,
    /// From the last to the first.
    pub descending: bool,
}

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Name of the security profile, then of the behavior.
    #[default]
    SecurityProfile,
    /// Name of the behavior, then of the security profile.
    Behavior,
    /// Status of the model.
    Status,
    /// Share of datapoints collected.
    DatapointsCollected,
    /// When the collection of data started.
    CollectionStarted,
    /// When the model was last rebuilt.
    LastRefresh,
}

impl Column {
    /// The columns from left to right.
    pub const ALL: [Self; 6] = [
        Self::SecurityProfile,
        Self::Behavior,
        Self::Status,
        Self::DatapointsCollected,
        Self::CollectionStarted,
        Self::LastRefresh,
    ];

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::SecurityProfile => "Security profile",
            Self::Behavior => "Behavior",
            Self::Status => "Status",
            Self::DatapointsCollected => "Datapoints collected",
            Self::CollectionStarted => "Collection started",
            Self::LastRefresh => "Last refresh",
        }
    }

    /// Its name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SecurityProfile => "profile",
            Self::Behavior => "behavior",
            Self::Status => "status",
            Self::DatapointsCollected => "datapoints",
            Self::CollectionStarted => "started",
            Self::LastRefresh => "refresh",
        }
    }
}

impl TrainingView {
    /// The query parameters that describe a view.
    pub const PARAMETERS: &'static [&'static str] = &["filter", "status", "sort"];

    /// The view that the query parameters of an address describe; what they do not say, or say wrongly, is the
    /// default.
    #[must_use]
    pub fn from_query<'a>(parameter: impl Fn(&str) -> Option<&'a str>) -> Self {
        let (key, descending) = read_sort(parameter("sort").unwrap_or_default());
        let column = Column::ALL.into_iter().find(|column| column.key() == key);
        Self {
            filter: parameter("filter").unwrap_or_default().to_owned(),
            status: parameter("status").filter(|status| !status.is_empty()).map(|status| status.to_owned().into()),
            order: column.map(|by| Order { by, descending }).unwrap_or_default(),
        }
    }

    /// The query parameters that describe it; defaults are left out.
    #[must_use]
    pub fn to_query(&self) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        if !self.filter.is_empty() {
            query.push(("filter", self.filter.clone()));
        }
        if let Some(status) = &self.status {
            query.push(("status", status.as_str().to_owned()));
        }
        if self.order != Order::default() {
            let Order { by, descending } = self.order;
            query.push(("sort", write_sort(by.key(), descending)));
        }
        query
    }

    /// The same view, sorted by `column`: from the first to the last, or the other way round if it already is.
    #[must_use]
    pub fn sorted_by(&self, column: Column) -> Self {
        let descending = self.order.by == column && !self.order.descending;
        Self { order: Order { by: column, descending }, ..self.clone() }
    }
}

impl Order {
    /// The places of all `rows` in this order.
    #[must_use]
    pub fn sort(self, rows: &TrainingRows) -> Vec<usize> {
        // Equals stay in the order of their names.
        let mut places = rows.by_names().to_vec();
        match self.by {
            Column::SecurityProfile if self.descending => places.reverse(),
            Column::SecurityProfile => {}
            _ => {
                let summaries = rows.summaries();
                sort_places(&mut places, &|left, right| self.compare(&summaries[left], &summaries[right]));
            }
        }
        places
    }

    fn compare(self, left: &BehaviorModelTrainingSummary, right: &BehaviorModelTrainingSummary) -> Ordering {
        match self.by {
            Column::SecurityProfile => Ordering::Equal,
            Column::Behavior => self.directed(behavior(left).cmp(behavior(right))),
            Column::Status => self.known_first(left.model_status.as_ref(), right.model_status.as_ref(), Ord::cmp),
            Column::DatapointsCollected => self.known_first(
                left.datapoints_collection_percentage,
                right.datapoints_collection_percentage,
                f64::total_cmp,
            ),
            Column::CollectionStarted => self.known_first(
                left.training_data_collection_start_date,
                right.training_data_collection_start_date,
                Ord::cmp,
            ),
            Column::LastRefresh => {
                self.known_first(left.last_model_refresh_date, right.last_model_refresh_date, Ord::cmp)
            }
        }
    }

    /// What AWS left out stands last in either direction: it is neither small nor large.
    fn known_first<T>(self, left: Option<T>, right: Option<T>, compare: fn(&T, &T) -> Ordering) -> Ordering {
        match (left, right) {
            (Some(left), Some(right)) => self.directed(compare(&left, &right)),
            (left, right) => right.is_some().cmp(&left.is_some()),
        }
    }

    fn directed(self, ordering: Ordering) -> Ordering {
        if self.descending { ordering.reverse() } else { ordering }
    }
}

/// Those of `places` in `rows` whose security profile and behavior contain every word of `filter`.
#[must_use]
pub fn matching(rows: &TrainingRows, places: &[usize], filter: &str) -> Vec<usize> {
    let filter = lower_case(filter);
    let words: Vec<&str> = filter.split_whitespace().collect();
    let fits = |place: &&usize| words.iter().all(|word| rows.search_text(**place).contains(word));
    places.iter().filter(fits).copied().collect()
}

/// Those of `places` in `rows` that have `status`; all where that is `None`.
#[must_use]
pub fn of_status(rows: &TrainingRows, places: &[usize], status: Option<&ModelStatus>) -> Vec<usize> {
    let fits = |place: &&usize| status.is_none() || rows.summaries()[**place].model_status.as_ref() == status;
    places.iter().filter(fits).copied().collect()
}

/// How many of `places` in `rows` have each status, in the order of the service's documentation; absent ones are left
/// out.
#[must_use]
pub fn count_statuses(rows: &TrainingRows, places: &[usize]) -> Vec<(ModelStatus, usize)> {
    let mut counts: Vec<(ModelStatus, usize)> = ModelStatus::KNOWN.iter().map(|status| (status.clone(), 0)).collect();
    for status in places.iter().filter_map(|place| rows.summaries()[*place].model_status.as_ref()) {
        match counts.iter_mut().find(|(known, _)| known == status) {
            Some((_, count)) => *count += 1,
            None => counts.push((status.clone(), 1)),
        }
    }
    counts.retain(|(_, count)| *count > 0);
    counts
}

/// What the percentage of datapoints means for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatapointsMeaning {
    /// On the way to the first model: the share is progress.
    TowardsFirstModel,
    /// The trailing 14 days of a model that is there already: a low share is no lack of progress.
    TrailingDays,
}

/// What the percentage means for a model of `status`.
#[must_use]
pub fn datapoints_meaning(status: Option<&ModelStatus>) -> DatapointsMeaning {
    match status {
        Some(ModelStatus::PendingBuild) => DatapointsMeaning::TowardsFirstModel,
        Some(ModelStatus::Active | ModelStatus::Expired | ModelStatus::Other(_)) | None => {
            DatapointsMeaning::TrailingDays
        }
    }
}

fn profile(row: &BehaviorModelTrainingSummary) -> &str {
    row.security_profile_name.as_ref().map_or("", |name| name.as_str())
}

fn behavior(row: &BehaviorModelTrainingSummary) -> &str {
    row.behavior_name.as_ref().map_or("", |name| name.as_str())
}

/// By security profile, then by behavior.
pub(super) fn by_names(left: &BehaviorModelTrainingSummary, right: &BehaviorModelTrainingSummary) -> Ordering {
    (profile(left), behavior(left)).cmp(&(profile(right), behavior(right)))
}

/// What a filter looks at in `row`: both names, in lower case, with a slash between them as where they are copied.
pub(super) fn search_text(row: &BehaviorModelTrainingSummary) -> Box<str> {
    lower_case(&[profile(row), behavior(row)].join("/")).into()
}

/// `text` in lower case. AWS takes no names but of ASCII; the table of all other letters would be 13 kB of the module.
fn lower_case(text: &str) -> String {
    text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::aws::{Timestamp, reply};

    fn rows() -> TrainingRows {
        let row = |profile: &str, behavior: &str, status: &str, percentage: Option<f64>, refresh: Option<i64>| {
            reply::read(json!({
                "securityProfileName": profile, "behaviorName": behavior, "modelStatus": status,
                "datapointsCollectionPercentage": percentage, "lastModelRefreshDate": refresh,
            }))
            .unwrap()
        };
        let mut rows = TrainingRows::default();
        let summaries = vec![
            row("pumps", "bytes-out", "ACTIVE", Some(30.0), Some(2000)),
            row("gates", "bytes-out", "PENDING_BUILD", Some(100.0), None),
            row("pumps", "Auth-failures", "EXPIRED", None, None),
            row("gates", "auth-failures", "ACTIVE", Some(30.0), Some(1000)),
            row("gates", "messages", "RESTING", Some(0.0), Some(3000)),
        ];
        rows.read(summaries, Timestamp::from_seconds(0));
        rows
    }

    #[track_caller]
    fn check(query: &[(&str, &str)], expected: &[usize]) {
        let view = TrainingView::from_query(|name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| *value));
        let rows = rows();
        let matching = matching(&rows, &view.order.sort(&rows), &view.filter);
        assert_eq!(of_status(&rows, &matching, view.status.as_ref()), expected, "{query:?}");
    }

    #[test]
    fn rows_are_sorted_by_names_unless_asked_otherwise() {
        check(&[], &[3, 1, 4, 2, 0]);
        check(&[("sort", "behavior")], &[2, 3, 1, 0, 4]);
        check(&[("sort", "-profile")], &[0, 2, 4, 1, 3]);
        check(&[("sort", "nonsense")], &[3, 1, 4, 2, 0]);
    }

    #[test]
    fn what_aws_left_out_stands_last_in_either_direction() {
        check(&[("sort", "datapoints")], &[4, 3, 0, 1, 2]);
        check(&[("sort", "-datapoints")], &[1, 3, 0, 4, 2]);
        check(&[("sort", "refresh")], &[3, 0, 4, 1, 2]);
        check(&[("sort", "-refresh")], &[4, 0, 3, 1, 2]);
    }

    #[test]
    fn the_filter_looks_at_both_names_whatever_the_case() {
        check(&[("filter", "AUTH")], &[3, 2]);
        check(&[("filter", " gate ")], &[3, 1, 4]);
        check(&[("filter", "valve")], &[]);
        check(&[("filter", "auth gate")], &[3]);
        check(&[("filter", "pumps/auth")], &[2]);
    }

    #[test]
    fn the_status_filter_takes_statuses_that_are_new_to_us() {
        check(&[("status", "ACTIVE")], &[3, 0]);
        check(&[("status", "RESTING")], &[4]);
        check(&[("status", "ACTIVE"), ("filter", "pumps")], &[0]);
    }

    #[test]
    fn a_view_survives_its_way_through_the_address() {
        let view = TrainingView {
            filter: "a&b".to_owned(),
            status: Some(ModelStatus::Expired),
            order: Order { by: Column::LastRefresh, descending: true },
        };
        let query = view.to_query();
        let read = TrainingView::from_query(|name| {
            query.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
        });
        assert_eq!(read, view);
        assert_eq!(TrainingView::default().to_query(), []);
    }

    #[test]
    fn sorting_by_the_same_column_again_turns_it_round() {
        let once = TrainingView::default().sorted_by(Column::Status);
        let twice = once.sorted_by(Column::Status);
        assert_eq!((once.order.descending, twice.order.descending), (false, true));
        assert!(!twice.sorted_by(Column::Behavior).order.descending);
    }

    #[test]
    fn statuses_are_counted_in_their_own_order() {
        let rows = rows();
        let counts = count_statuses(&rows, rows.by_names());
        let counts: Vec<_> = counts.iter().map(|(status, count)| (status.as_str(), *count)).collect();
        assert_eq!(counts, [("PENDING_BUILD", 1), ("ACTIVE", 2), ("EXPIRED", 1), ("RESTING", 1)]);
        assert_eq!(count_statuses(&rows, &[4]), [(ModelStatus::from("RESTING".to_owned()), 1)]);
    }

    #[test]
    fn only_a_model_being_built_shows_its_share_as_progress() {
        assert_eq!(datapoints_meaning(Some(&ModelStatus::PendingBuild)), DatapointsMeaning::TowardsFirstModel);
        for status in [Some(ModelStatus::Active), Some(ModelStatus::Expired), None] {
            assert_eq!(datapoints_meaning(status.as_ref()), DatapointsMeaning::TrailingDays);
        }
    }
}
