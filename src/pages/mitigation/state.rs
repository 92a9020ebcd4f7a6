//! What the screen holds in memory, above the pages: it survives a look at another page, an error and expired
//! credentials. Nothing of it is stored.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use wasm_bindgen_futures::spawn_local;

use crate::aws::iot::{ClientRequestToken, MitigationActionsTaskId};
use crate::aws::platform::Platform;
use crate::aws::{Client, Region, Timestamp};
use crate::domain::mitigation_draft::{Field, FieldErrors, MitigationDraft, PARAMETERS, TaskIdSeed, Visited};
use crate::domain::mitigation_submission::{State, Step, Submission};
use crate::ui::form_field::Binding;
use crate::ui::time::local_offset;

/// The form, and the review made of it. A handle; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Mitigation {
    /// What stands in the form.
    pub(super) draft: RwSignal<MitigationDraft>,
    /// Which of its errors are shown.
    pub(super) visited: RwSignal<Visited>,
    /// How often the form was refused.
    pub(super) refused: RwSignal<usize>,
    /// The last review. It stays when the user goes back, in case its outcome is unclear.
    pub(super) review: RwSignal<Option<Review>>,
    /// Whether the user is at the review, not at the form.
    pub(super) is_reviewing: RwSignal<bool>,
    /// A task ID that AWS refused because another task has it.
    taken_task_id: RwSignal<Option<String>>,
    /// The parameters of the link that filled the form, so that coming back does not undo what was typed since.
    filled_from: StoredValue<Vec<Option<String>>>,
}

/// A plan under review, fixed as it was when the review opened.
#[derive(Clone, PartialEq)]
pub(super) struct Review {
    /// Where the task will run, whatever region is looked at meanwhile.
    pub(super) region: Region,
    /// The form it was made of.
    draft: MitigationDraft,
    /// The plan on its way.
    pub(super) submission: Submission,
}

impl Mitigation {
    pub(super) fn new(platform: &dyn Platform) -> Self {
        Self {
            draft: RwSignal::new(MitigationDraft::new(seed(platform))),
            visited: RwSignal::new(Visited::default()),
            refused: RwSignal::new(0),
            review: RwSignal::new(None),
            is_reviewing: RwSignal::new(false),
            taken_task_id: RwSignal::new(None),
            filled_from: StoredValue::new(Vec::new()),
        }
    }

    /// The page opens, by a link that may fill the form.
    pub(super) fn open(self, platform: &dyn Platform, query: &ParamsMap) {
        if self.is_busy() {
            return;
        }
        let parameters: Vec<_> = PARAMETERS.iter().map(|name| query.get(name)).collect();
        let is_new_link =
            parameters.iter().any(Option::is_some) && self.filled_from.with_value(|from| *from != parameters);
        if is_new_link {
            let mut draft = MitigationDraft::new(seed(platform));
            self.visited.set(draft.fill(&|name| query.get(name)));
            self.draft.set(draft);
            self.filled_from.set_value(parameters);
            self.is_reviewing.set(false);
        } else if self.draft.with_untracked(|draft| *draft == MitigationDraft::new(draft.seed)) {
            // An untouched form suggests a task ID of now.
            self.draft.set(MitigationDraft::new(seed(platform)));
        }
    }

    /// What is wrong with the form.
    pub(super) fn errors(self, now: Timestamp) -> FieldErrors {
        let taken = self.taken_task_id.get();
        self.draft.with(|draft| match draft.check(now, local_to_utc) {
            Err(errors) => errors,
            Ok(plan) if taken.as_deref() == Some(plan.task_id.as_str()) => {
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
        match (untrack(|| self.errors(now).is_empty()), draft.check(now, local_to_utc), token(platform)) {
            (true, Ok(plan), Some(token)) => {
                self.review.update(|review| match review {
                    // The same again, and the outcome of the first time is unclear: a new request could be a second task.
                    Some(review)
                        if review.draft == draft && review.region == region && review.submission.doubt.is_some() => {}
                    review => *review = Some(Review { region, draft, submission: Submission::new(plan, token) }),
                });
                self.is_reviewing.set(true);
            }
            _ => self.refused.update(|refused| *refused += 1),
        }
    }

    /// Whether a request is under way.
    pub(super) fn is_busy(self) -> bool {
        self.review.with(|review| review.as_ref().is_some_and(|review| review.submission.is_busy()))
    }

    /// Does what is next: sends, or asks what became of it. Nothing while a request is under way.
    ///
    /// The request is not aborted when the page is left: what it changes is changed all the same.
    pub(super) fn proceed(self, client: Client) {
        let mut next = None;
        self.review.update(|review| {
            next = review.as_mut().and_then(|review| Some((review.submission.proceed()?, review.region.clone())));
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
                    let result = client.call(&region, &request).await.map(drop);
                    self.update_submission(|submission| submission.sent(result))
                }
                Step::Check(request) => {
                    let result = client.call(&region, &request).await.map(|answer| answer.output.task_summary);
                    self.update_submission(|submission| {
                        submission.checked(result);
                        None
                    })
                }
            };
        }
        let taken = self.review.try_with_untracked(|review| {
            let submission = &review.as_ref()?.submission;
            (submission.state == State::TaskIdTaken).then(|| submission.plan.task_id.as_str().to_owned())
        });
        if let Some(Some(task_id)) = taken {
            self.taken_task_id.set(Some(task_id));
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
        let started = self.review.with(|review| {
            let review = review.as_ref().filter(|review| review.submission.state == State::Started)?;
            Some((review.submission.plan.task_id.clone(), review.region.clone()))
        })?;
        self.review.set(None);
        self.is_reviewing.set(false);
        self.visited.set(Visited::default());
        self.draft.set(MitigationDraft::new(seed(platform)));
        self.filled_from.set_value(Vec::new());
        Some(started)
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
    TaskIdSeed { at: platform.now(), random: random(platform) }
}

/// A token that nobody has used: 128 random bits.
fn token(platform: &dyn Platform) -> Option<ClientRequestToken> {
    let text: String = (0..4).map(|_| format!("{:08x}", random(platform))).collect();
    ClientRequestToken::new(text).ok()
}

fn random(platform: &dyn Platform) -> u32 {
    #[expect(clippy::as_conversions, reason = "in range, as a random number is less than 1")]
    let number = (platform.random() * f64::from(u32::MAX)) as u32;
    number
}

/// The point in time at which a clock on the user's wall shows `wall`.
pub(super) fn local_to_utc(wall: Timestamp) -> Timestamp {
    let minutes = |offset: i32| i64::from(offset) * 60_000;
    let about = Timestamp::from_millis(wall.millis() - minutes(local_offset(wall)));
    // Near a change of the clocks the first guess may be on its wrong side.
    Timestamp::from_millis(wall.millis() - minutes(local_offset(about)))
}
