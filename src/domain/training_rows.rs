//! The training summaries of one region, read and read again: each takes the place of what was there of it.
//!
//! Does not call AWS and does not know the time.

use super::training_view::{by_names, search_text};
use crate::aws::Timestamp;
use crate::aws::iot::{BehaviorModelTrainingSummary, SecurityProfileName};
use crate::order::sort_places;

/// Summaries in the order in which they first arrived.
#[derive(Clone, Debug, Default)]
pub struct TrainingRows {
    summaries: Vec<BehaviorModelTrainingSummary>,
    /// What is known of the summary at the same place.
    marks: Vec<Mark>,
    /// The places of all, by their names.
    by_names: Vec<usize>,
    /// The places of those that are still to be read again, by their names.
    earlier: Vec<usize>,
    /// The number that was given to a summary last.
    last_number: u32,
}

/// What is known of a summary.
#[derive(Clone, Debug)]
struct Mark {
    number: u32,
    read_at: Timestamp,
    search_text: Box<str>,
}

impl TrainingRows {
    /// The summaries.
    #[must_use]
    pub fn summaries(&self) -> &[BehaviorModelTrainingSummary] {
        &self.summaries
    }

    /// The places of the summaries, by security profile and then by behavior.
    #[must_use]
    pub fn by_names(&self) -> &[usize] {
        &self.by_names
    }

    /// What a filter looks at in the summary at `place`.
    #[must_use]
    pub fn search_text(&self, place: usize) -> &str {
        &self.marks[place].search_text
    }

    /// A number that the summary at `place` has as long as it is there, whatever it says, and no other one ever.
    #[must_use]
    pub fn number(&self, place: usize) -> Option<u32> {
        self.marks.get(place).map(|mark| mark.number)
    }

    /// How many are still to be read again, and when the oldest of them was read; `None` where there are none.
    #[must_use]
    pub fn earlier(&self) -> Option<(usize, Timestamp)> {
        let oldest = self.earlier.iter().map(|place| self.marks[*place].read_at).min()?;
        Some((self.earlier.len(), oldest))
    }

    /// Whether nothing has arrived since all were to be read again.
    #[must_use]
    pub fn is_all_earlier(&self) -> bool {
        self.earlier.len() == self.summaries.len()
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        *self = Self { last_number: self.last_number, ..Self::default() };
    }

    /// All are to be read again.
    pub fn begin(&mut self) {
        self.begin_where(|_| true);
    }

    /// Those of `profiles` are to be read again.
    pub fn begin_profiles(&mut self, profiles: &[SecurityProfileName]) {
        self.begin_where(|row| row.security_profile_name.as_ref().is_some_and(|name| profiles.contains(name)));
    }

    fn begin_where(&mut self, is_affected: impl Fn(&BehaviorModelTrainingSummary) -> bool) {
        let Self { summaries, earlier, .. } = self;
        earlier.retain(|place| !is_affected(&summaries[*place]));
        earlier.extend((0..summaries.len()).filter(|place| is_affected(&summaries[*place])));
        sort_places(earlier, &|left, right| by_names(&summaries[left], &summaries[right]));
    }

    /// These have been read `now`.
    pub fn read(&mut self, summaries: Vec<BehaviorModelTrainingSummary>, now: Timestamp) {
        for summary in summaries {
            let compare = |place: &usize| by_names(&self.summaries[*place], &summary);
            let index = self.earlier.partition_point(|place| compare(place).is_lt());
            let place = self.earlier.get(index).copied().filter(|place| compare(place).is_eq());
            if let Some(place) = place {
                self.earlier.remove(index);
                self.marks[place].read_at = now;
                self.summaries[place] = summary;
            } else {
                let index = self.by_names.partition_point(|place| compare(place).is_le());
                self.last_number = self.last_number.wrapping_add(1);
                self.by_names.insert(index, self.summaries.len());
                self.marks.push(Mark { number: self.last_number, read_at: now, search_text: search_text(&summary) });
                self.summaries.push(summary);
            }
        }
    }

    /// All that there is has been read: AWS no longer has what was not.
    pub fn complete(&mut self) {
        let mut stays = vec![true; self.summaries.len()];
        for place in std::mem::take(&mut self.earlier) {
            stays[place] = false;
        }
        let mut places = stays.iter();
        self.summaries.retain(|_| places.next().is_some_and(|stays| *stays));
        let mut places = stays.iter();
        self.marks.retain(|_| places.next().is_some_and(|stays| *stays));
        let mut next = 0..;
        let moved: Vec<_> = stays.into_iter().map(|stays| stays.then(|| next.next()).flatten()).collect();
        self.by_names = self.by_names.iter().filter_map(|place| moved[*place]).collect();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::aws::reply;

    const FIRST: Timestamp = Timestamp::from_seconds(1_795_000_000);
    const SECOND: Timestamp = Timestamp::from_seconds(1_795_000_600);

    fn row(profile: &str, behavior: &str, percentage: f64) -> BehaviorModelTrainingSummary {
        reply::read(json!({
            "securityProfileName": profile, "behaviorName": behavior, "datapointsCollectionPercentage": percentage,
        }))
        .unwrap()
    }

    /// Three rows of two profiles, read first.
    fn rows() -> TrainingRows {
        let mut rows = TrainingRows::default();
        rows.begin();
        rows.read(vec![row("pumps", "bytes", 1.0), row("gates", "bytes", 2.0)], FIRST);
        rows.read(vec![row("pumps", "ports", 3.0)], FIRST);
        rows.complete();
        rows
    }

    /// The behaviors with their shares.
    fn shown(rows: &TrainingRows) -> Vec<(&str, f64)> {
        fn shown(row: &BehaviorModelTrainingSummary) -> (&str, f64) {
            (row.behavior_name.as_ref().unwrap().as_str(), row.datapoints_collection_percentage.unwrap())
        }
        rows.summaries().iter().map(shown).collect()
    }

    #[test]
    fn what_is_read_again_takes_the_place_of_what_was_there() {
        let mut rows = rows();
        let before: Vec<_> = (0..3).map(|place| rows.number(place)).collect();
        rows.begin();
        assert!(rows.is_all_earlier());
        rows.read(vec![row("pumps", "ports", 33.0), row("gates", "bytes", 2.0), row("gates", "new", 4.0)], SECOND);
        assert_eq!(shown(&rows), [("bytes", 1.0), ("bytes", 2.0), ("ports", 33.0), ("new", 4.0)]);
        assert!(!rows.is_all_earlier());
        // What is there stays the same to whoever draws it, whatever it says now.
        assert_eq!((0..3).map(|place| rows.number(place)).collect::<Vec<_>>(), before);
        assert!(!before.contains(&rows.number(3)));
        assert_eq!(rows.earlier(), Some((1, FIRST)));
        rows.complete();
        assert_eq!(shown(&rows), [("bytes", 2.0), ("ports", 33.0), ("new", 4.0)]);
        assert_eq!((rows.number(0), rows.earlier()), (before[1], None));
    }

    #[test]
    fn rows_of_one_name_are_all_kept() {
        let mut rows = TrainingRows::default();
        let twice = || vec![row("pumps", "bytes", 1.0), row("pumps", "bytes", 2.0)];
        for at in [FIRST, SECOND] {
            rows.begin();
            rows.read(twice(), at);
            rows.complete();
            assert_eq!(shown(&rows), [("bytes", 1.0), ("bytes", 2.0)]);
        }
    }

    #[test]
    fn a_profile_that_is_read_again_leaves_the_others_alone() {
        let mut rows = rows();
        rows.begin();
        rows.read(vec![row("pumps", "bytes", 11.0), row("gates", "bytes", 22.0)], SECOND);
        assert_eq!(rows.earlier(), Some((1, FIRST)), "pumps failed after its first page");
        rows.begin_profiles(&[SecurityProfileName::new("pumps").unwrap()]);
        assert_eq!(rows.earlier(), Some((2, FIRST)));
        rows.read(vec![row("pumps", "bytes", 11.0), row("pumps", "ports", 33.0)], SECOND);
        rows.complete();
        assert_eq!(shown(&rows), [("bytes", 11.0), ("bytes", 22.0), ("ports", 33.0)]);
    }

    #[test]
    fn another_region_begins_empty_and_nothing_there_is_taken_for_what_was_here() {
        let mut rows = rows();
        let before: Vec<_> = (0..3).map(|place| rows.number(place)).collect();
        rows.clear();
        rows.read(vec![row("pumps", "bytes", 1.0)], SECOND);
        assert_eq!((shown(&rows).len(), rows.earlier()), (1, None));
        assert!(!before.contains(&rows.number(0)));
    }
}
