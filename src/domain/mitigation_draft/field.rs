//! The fields of the form "Start mitigation", and what is wrong with them.

/// A field that can be wrong, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The pasted list of violations.
    ViolationIds,
    /// The security profile of the behavior.
    SecurityProfile,
    /// The behavior.
    Behavior,
    /// Where a typed time range starts.
    StartTime,
    /// Where a typed time range ends.
    EndTime,
    /// The ordered actions.
    Actions,
    /// The name of the task.
    TaskId,
}

impl Field {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::ViolationIds,
        Self::SecurityProfile,
        Self::Behavior,
        Self::StartTime,
        Self::EndTime,
        Self::Actions,
        Self::TaskId,
    ];

    /// The label on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ViolationIds => "Violation IDs",
            Self::SecurityProfile => "Security profile",
            Self::Behavior => "Behavior",
            Self::StartTime => "Start time",
            Self::EndTime => "End time",
            Self::Actions => "Actions",
            Self::TaskId => "Task ID",
        }
    }

    /// The `id` of its control in the page, which the error summary links to.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ViolationIds => "violation-ids",
            Self::SecurityProfile => "security-profile",
            Self::Behavior => "behavior",
            Self::StartTime => "start-time",
            Self::EndTime => "end-time",
            Self::Actions => "actions",
            Self::TaskId => "task-id",
        }
    }
}

/// What is wrong, at most one thing a field, in the order of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(Field, String)>);

impl FieldErrors {
    /// The one error of one field.
    #[must_use]
    pub fn one(field: Field, words: impl Into<String>) -> Self {
        Self(vec![(field, words.into())])
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with `field`.
    #[must_use]
    pub fn of(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(at, _)| *at == field).map(|(_, words)| words.as_str())
    }

    /// Each wrong field with what is wrong with it.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, words)| (*field, words.as_str()))
    }

    /// Notes an error; the first one of a field stands.
    pub(super) fn add(&mut self, field: Field, words: impl Into<String>) {
        if self.of(field).is_none() {
            let place = self.0.partition_point(|(known, _)| *known < field);
            self.0.insert(place, (field, words.into()));
        }
    }

    /// Takes the value of a result, or notes its error.
    pub(super) fn keep<T>(&mut self, field: Field, result: Result<T, String>) -> Option<T> {
        result.map_err(|words| self.add(field, words)).ok()
    }
}

/// The fields whose errors are shown: nobody is told off for a field they have not come to yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visited {
    fields: Vec<Field>,
    all: bool,
}

impl Visited {
    /// The user has left `field`.
    pub fn leave(&mut self, field: Field) {
        if !self.fields.contains(&field) {
            self.fields.push(field);
        }
    }

    /// The user has asked for the review.
    pub const fn leave_all(&mut self) {
        self.all = true;
    }

    /// Whether the errors of `field` are shown.
    #[must_use]
    pub fn shows(&self, field: Field) -> bool {
        self.all || self.fields.contains(&field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_in_the_order_of_the_screen_one_a_field() {
        let mut errors = FieldErrors::default();
        errors.add(Field::TaskId, "last");
        errors.add(Field::Behavior, "first");
        errors.add(Field::Behavior, "second");
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(Field::Behavior, "first"), (Field::TaskId, "last")]);
    }

    #[test]
    fn a_field_shows_its_errors_once_it_was_left_or_the_review_asked_for() {
        let mut visited = Visited::default();
        visited.leave(Field::Behavior);
        assert!(visited.shows(Field::Behavior) && !visited.shows(Field::TaskId));
        visited.leave_all();
        assert!(visited.shows(Field::TaskId));
    }

    #[test]
    fn every_field_has_an_id_of_its_own() {
        let mut ids = Field::ALL.map(Field::id).to_vec();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Field::ALL.len());
    }
}
