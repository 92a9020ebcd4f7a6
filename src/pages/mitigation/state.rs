//! What the screen holds in memory, above the pages: it survives a look at another page, an error and expired
//! credentials. Nothing of it is stored.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::aws::iot::{ClientRequestToken, MitigationActionsTaskId};
use crate::aws::platform::Platform;
use crate::aws::{CallError, Client, Region, Timestamp};
use crate::domain::mitigation_draft::{Field, FieldErrors, MitigationDraft, PARAMETERS, TaskIdSeed, Visited};
use crate::domain::mitigation_submission::{State, Step, Submission};
use crate::preferences::Preferences;
use crate::routes::Query;
use crate::ui::form_field::Binding;
use crate::ui::time::preferred_offset;

/// The form, and the review made of it. A handle; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Mitigation {
    /// Has the zone in which times are typed.
    preferences: Preferences,
    /// What stands in the form.
    pub(super) draft: RwSignal<MitigationDraft>,
    /// Which of its errors are shown.
    pub(super) visited: RwSignal<Visited>,
    /// How often the form was refused.
    pub(super) refused: RwSignal<usize>,
    /// The last review. It stays when the user goes back, in case its outcome is unclear.
    pub(super) review: RwSignal<Option<Review>>,
    /// Earlier reviews of which nobody knows whether their tasks were started. None is forgotten for an edit.
    pub(super) unresolved: RwSignal<Vec<Review>>,
    /// Whether the user is at the review, not at the form.
    pub(super) is_reviewing: RwSignal<bool>,
    /// A task ID that another task has, and where.
    pub(super) taken: RwSignal<Option<(MitigationActionsTaskId, Region)>>,
    /// A task whose start went unseen: it ended on another page, and a link filled the form before anybody was told.
    pub(super) started_unseen: RwSignal<Option<(MitigationActionsTaskId, Region)>>,
    /// The query of a link that has not filled the form, because a request was under way.
    pub(super) waiting_link: RwSignal<Option<String>>,
    /// The task that was started last.
    accepted: StoredValue<Option<Accepted>>,
    /// The parameters of the link that filled the form, so that coming back does not undo what was typed since.
    filled_from: StoredValue<Vec<Option<String>>>,
    /// The form as that link filled it.
    filled: StoredValue<Option<MitigationDraft>>,
}

/// A plan under review, fixed as it was when the review opened.
#[derive(Clone, PartialEq)]
pub(super) struct Review {
    /// The form it was made of.
    draft: MitigationDraft,
    /// The plan on its way, in its region, whatever region is looked at meanwhile.
    pub(super) submission: Submission,
}

/// A task that AWS said it would start.
#[derive(Clone)]
struct Accepted {
    task_id: MitigationActionsTaskId,
    region: Region,
    at: Timestamp,
}

impl Review {
    /// Whether it was sent, and nobody knows whether a task was started.
    fn is_unresolved(&self) -> bool {
        self.submission.is_unresolved() && self.submission.state != State::Ready
    }
}

impl Mitigation {
    pub(super) fn new(platform: &dyn Platform, preferences: Preferences) -> Self {
        Self {
            preferences,
            draft: RwSignal::new(MitigationDraft::new(seed(platform))),
            visited: RwSignal::new(Visited::default()),
            refused: RwSignal::new(0),
            review: RwSignal::new(None),
            is_reviewing: RwSignal::new(false),
            unresolved: RwSignal::new(Vec::new()),
            taken: RwSignal::new(None),
            started_unseen: RwSignal::new(None),
            waiting_link: RwSignal::new(None),
            accepted: StoredValue::new(None),
            filled_from: StoredValue::new(Vec::new()),
            filled: StoredValue::new(None),
        }
    }

    /// The page opens, by a link that may fill the form.
    pub(super) fn open(self, platform: &dyn Platform, query: &Query) {
        let parameters: Vec<_> = PARAMETERS.iter().map(|name| query.get(name).map(ToOwned::to_owned)).collect();
        let is_new_link =
            parameters.iter().any(Option::is_some) && self.filled_from.with_value(|from| *from != parameters);
        if self.is_busy() {
            if is_new_link {
                self.waiting_link.set(Some(query.to_string()));
            }
            return;
        }
        if is_new_link {
            self.waiting_link.set(None);
            // What ended while the page was away must not clear the form that is being filled.
            if let Some(started) = self.settle(platform) {
                self.started_unseen.set(Some(started));
            }
            let mut draft = MitigationDraft::new(seed(platform));
            self.visited.set(draft.fill(&|name| query.get(name).map(ToOwned::to_owned)));
            self.filled.set_value(Some(draft.clone()));
            self.draft.set(draft);
            self.filled_from.set_value(parameters);
            self.is_reviewing.set(false);
        } else if self.draft.with_untracked(|draft| *draft == MitigationDraft::new(draft.seed)) {
            // An untouched form suggests a task ID of now.
            self.draft.set(MitigationDraft::new(seed(platform)));
        }
    }

    /// `query` without the link that filled the form, if the form has been changed since: whoever copies the address
    /// would send somebody to another target. `None` where the address says what the form does.
    pub(super) fn outdated(self, query: &Query) -> Option<Query> {
        let is_changed = self
            .draft
            .with(|draft| self.filled.with_value(|filled| filled.as_ref().is_some_and(|filled| filled != draft)));
        let says = |name: &&&str| query.get(name).is_some();
        (is_changed && PARAMETERS.iter().any(|name| says(&name)))
            .then(|| PARAMETERS.iter().fold(query.clone(), |query, name| query.without(name)))
    }

    /// What is wrong with the form.
    pub(super) fn errors(self, now: Timestamp, region: &Region) -> FieldErrors {
        let (taken, offset) = (self.taken.get(), preferred_offset(self.preferences));
        self.draft.with(|draft| match draft.check(now, offset) {
            Err(errors) => errors,
            Ok(plan) if taken.is_some_and(|(task_id, there)| task_id == plan.task_id && there == *region) => {
                FieldErrors::one(Field::TaskId, "A task with this ID already exists")
            }
            Ok(_) => FieldErrors::default(),
        })
    }

    /// Opens the review, or shows what is wrong with the form.
    pub(super) fn ask_for_review(self, platform: &dyn Platform, region: Region) {
        let now = platform.now();
        self.visited.update(Visited::leave_all);
        let draft = self.draft.get_untracked();
        let offset = untrack(|| preferred_offset(self.preferences));
        match (untrack(|| self.errors(now, &region).is_empty()), draft.check(now, offset), token(platform)) {
            (true, Ok(plan), Some(token)) => {
                // What is asked for is the same, whether a task ID is suggested or typed, and in whatever zone.
                let review = Review { draft: draft.settled(offset), submission: Submission::new(region, plan, token) };
                self.review.set(Some(self.in_doubt(review)));
                self.is_reviewing.set(true);
            }
            _ => self.refused.update(|refused| *refused += 1),
        }
    }

    /// The review to open where `new` is asked for, given what is in doubt.
    fn in_doubt(self, mut new: Review) -> Review {
        if let Some(last) = self.review.get_untracked().filter(Review::is_unresolved) {
            self.unresolved.update(|unresolved| unresolved.push(last));
        }
        let same = self.unresolved.with_untracked(|unresolved| {
            unresolved
                .iter()
                .position(|earlier| earlier.draft == new.draft && earlier.submission.region == new.submission.region)
        });
        if let Some(place) = same {
            // The same again: a new request could be a second task.
            let mut found = None;
            self.unresolved.update(|unresolved| found = Some(unresolved.remove(place)));
            return found.unwrap_or(new);
        }
        self.unresolved.with_untracked(|unresolved| {
            for earlier in unresolved {
                new.submission = new.submission.clone().after(&earlier.submission);
            }
        });
        new
    }

    /// The tasks that may have been started, those under review left out if `is_reviewing`.
    pub(super) fn doubtful(self, is_reviewing: bool) -> Vec<(MitigationActionsTaskId, Region)> {
        let last = self.review.get().filter(|review| !is_reviewing && review.is_unresolved());
        let mut doubtful = Vec::new();
        for review in self.unresolved.get().into_iter().chain(last) {
            let task = (review.submission.plan.task_id, review.submission.region);
            if !doubtful.contains(&task) {
                doubtful.push(task);
            }
        }
        doubtful
    }

    /// The user has looked for a task that may have been started, or AWS has told of it.
    pub(super) fn forget(self, task_id: &MitigationActionsTaskId, region: &Region) {
        let is_it = |review: &Review| review.submission.plan.task_id == *task_id && review.submission.region == *region;
        self.unresolved.update(|unresolved| unresolved.retain(|review| !is_it(review)));
        if self.review.with_untracked(|review| {
            review.as_ref().is_some_and(|review| !review.submission.is_busy() && is_it(review))
        }) {
            self.is_reviewing.set(false);
            self.review.set(None);
        }
    }

    /// The last review, if AWS refused to start its task and the user is not at it.
    pub(super) fn refused_unseen(self) -> Option<(Submission, CallError)> {
        let review = self.review.get().filter(|_| !self.is_reviewing.get())?;
        match &review.submission.state {
            State::Refused(error) => Some((review.submission.clone(), error.clone())),
            _ => None,
        }
    }

    /// Whether there is a review to be seen while the user works in `region`. One of which nothing is under way or in
    /// doubt is seen in its own region only: what is started there must not look as if it were started here.
    pub(super) fn has_review_in(self, region: &Region) -> bool {
        self.review.with(|review| {
            review.as_ref().is_some_and(|Review { submission, .. }| {
                submission.region == *region || !matches!(submission.state, State::Ready | State::Refused(_))
            })
        })
    }

    /// Whether a request is under way.
    pub(super) fn is_busy(self) -> bool {
        self.review.with(|review| review.as_ref().is_some_and(|review| review.submission.is_busy()))
    }

    /// Whether leaving the console now loses sight of a task that may have started.
    pub(super) fn is_at_risk(self) -> bool {
        untrack(|| self.is_busy() || !self.doubtful(false).is_empty())
    }

    /// Sends what was reviewed and confirmed, where it may be sent. Nothing while a request is under way.
    pub(super) fn send(self, client: Client) {
        let now = client.now();
        self.begin(client, |submission| submission.send(now));
    }

    /// Asks what became of it, where that is in doubt.
    pub(super) fn check(self, client: Client) {
        self.begin(client, Submission::check);
    }

    /// The request is not aborted when the page is left: what it changes is changed all the same.
    fn begin(self, client: Client, how: impl FnOnce(&mut Submission) -> Option<Step>) {
        let mut next = None;
        self.review.update(|review| {
            next = review
                .as_mut()
                .and_then(|review| Some((how(&mut review.submission)?, review.submission.region.clone())));
        });
        if let Some((step, region)) = next {
            spawn_local(self.follow(client, region, step));
        }
    }

    async fn follow(self, client: Client, region: Region, first: Step) {
        let mut next = Some(first);
        while let Some(step) = next {
            next = match step {
                Step::Send(request) => {
                    let result = client.call(&region, &request).await.map(|answer| answer.output.task_id);
                    self.update_submission(|submission| submission.sent(result))
                }
                Step::Check(wait, request) => {
                    if !wait.is_zero() {
                        client.platform().sleep(wait).await;
                    }
                    let result = client.call(&region, &request).await.map(|answer| answer.output.task_summary);
                    self.update_submission(|submission| submission.checked(result))
                }
            };
        }
        let taken = self.review.try_with_untracked(|review| {
            let submission = &review.as_ref()?.submission;
            (submission.state == State::TaskIdTaken)
                .then(|| (submission.plan.task_id.clone(), submission.region.clone()))
        });
        if let Some(Some(taken)) = taken {
            self.taken.set(Some(taken));
            self.is_reviewing.set(false);
            self.refused.update(|refused| *refused += 1);
        }
    }

    fn update_submission(self, change: impl FnOnce(&mut Submission) -> Option<Step>) -> Option<Step> {
        let mut next = None;
        self.review.try_update(|review| next = review.as_mut().and_then(|review| change(&mut review.submission)));
        next
    }

    /// The task that was started, once: the form is then as new.
    pub(super) fn take_started(self, platform: &dyn Platform) -> Option<(MitigationActionsTaskId, Region)> {
        self.review.track();
        let started = self.settle(platform)?;
        self.started_unseen.set(None);
        self.is_reviewing.set(false);
        self.visited.set(Visited::default());
        self.draft.set(MitigationDraft::new(seed(platform)));
        self.filled_from.set_value(Vec::new());
        Some(started)
    }

    /// Closes a review whose task was started, and says which one that is.
    fn settle(self, platform: &dyn Platform) -> Option<(MitigationActionsTaskId, Region)> {
        let (task_id, region) = self.review.with_untracked(|review| {
            let submission = &review.as_ref()?.submission;
            (submission.state == State::Started).then(|| (submission.plan.task_id.clone(), submission.region.clone()))
        })?;
        let at = platform.now();
        self.accepted.set_value(Some(Accepted { task_id: task_id.clone(), region: region.clone(), at }));
        self.forget(&task_id, &region);
        self.taken.set(None);
        Some((task_id, region))
    }

    /// When AWS took the order to start this task, if that was the last thing started here.
    pub(super) fn accepted_at(self, task_id: &MitigationActionsTaskId, region: &Region) -> Option<Timestamp> {
        self.accepted.with_value(|accepted| {
            let accepted = accepted.as_ref()?;
            (accepted.task_id == *task_id && accepted.region == *region).then_some(accepted.at)
        })
    }

    /// Ties a field to a member of the form.
    pub(super) fn field<T: Send + Sync + 'static>(
        self,
        get: fn(&MitigationDraft) -> T,
        set: fn(&mut MitigationDraft, T),
    ) -> Binding<T> {
        Binding::new(Signal::derive(move || self.draft.with(get)), move |value| {
            self.draft.update(|draft| set(draft, value))
        })
    }
}

/// What makes a suggested task ID unlike any other.
fn seed(platform: &dyn Platform) -> TaskIdSeed {
    TaskIdSeed { at: platform.now(), random: platform.random_bits() }
}

/// A token that no other submission has: 128 bits by chance.
fn token(platform: &dyn Platform) -> Option<ClientRequestToken> {
    let text: String = (0..4).map(|_| format!("{:08x}", platform.random_bits())).collect();
    ClientRequestToken::new(text).ok()
}
