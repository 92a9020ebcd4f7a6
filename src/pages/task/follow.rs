//! Asks for a task again and again until it ends or the page is left.

use std::time::Duration;

use leptos::prelude::*;

use crate::aws::error::Cause;
use crate::aws::iot::{DescribeDetectMitigationActionsTask, DetectMitigationActionsTaskSummary};
use crate::aws::{CallError, Client, ErrorKind, Operation, Region, Timestamp};
use crate::context::{use_client, use_region};
use crate::domain::task_progress::{has_ended, is_yet_to_appear, poll_interval};
use crate::pages::mitigation::use_accepted_at;
use crate::ui::load::keep_running;

/// What is known of the task. A handle; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Following {
    /// The task as AWS last told of it.
    pub(super) task: RwSignal<Option<DetectMitigationActionsTaskSummary>>,
    /// When that was.
    pub(super) told_at: RwSignal<Option<Timestamp>>,
    /// Why the last question went unanswered.
    pub(super) failure: RwSignal<Option<CallError>>,
    /// When AWS took the order to start the task, if it was started just now.
    pub(super) accepted_at: RwSignal<Option<Timestamp>>,
    asked_again: RwSignal<u32>,
}

impl Following {
    /// Follows the task that `request` asks for in the region worked in, as long as the component is there.
    pub(super) fn start(request: DescribeDetectMitigationActionsTask) -> Self {
        let following = Self {
            task: RwSignal::new(None),
            told_at: RwSignal::new(None),
            failure: RwSignal::new(None),
            accepted_at: RwSignal::new(None),
            asked_again: RwSignal::new(0),
        };
        let accepted_at = use_accepted_at();
        let client = StoredValue::new_local(use_client());
        let region = use_region();
        let mut before = None;
        keep_running(move || {
            following.asked_again.track();
            let region = region.get();
            following.failure.set(None);
            following.accepted_at.set(accepted_at(&request.task_id, &region));
            if before.replace(region.clone()).is_some_and(|before| before != region) {
                following.task.set(None);
            }
            Box::pin(following.run(client.get_value(), region, request.clone()))
        });
        following
    }

    /// Asks at once, and goes on from there.
    pub(super) fn ask_again(self) {
        self.asked_again.update(|asked| *asked = asked.wrapping_add(1));
    }

    async fn run(self, client: Client, region: Region, request: DescribeDetectMitigationActionsTask) {
        let mut asked = 0_u32;
        loop {
            let result = client
                .call(&region, &request)
                .await
                .and_then(|answer| answer.output.task_summary.ok_or_else(|| without_task(&region, answer.request_id)));
            match result {
                Ok(task) => {
                    let ended = has_ended(&task);
                    self.failure.set(None);
                    self.told_at.set(Some(client.now()));
                    self.task.set(Some(task));
                    if ended {
                        return;
                    }
                }
                Err(error) => {
                    let is_known = self.task.with_untracked(Option::is_some);
                    let goes_on = is_known && may_pass(error.kind())
                        || is_unknown_to_aws(&error)
                            && is_yet_to_appear(self.accepted_at.get_untracked(), client.now());
                    self.failure.set(Some(error));
                    if !goes_on {
                        return;
                    }
                }
            }
            asked = asked.saturating_add(1);
            // In short steps, so that a page that comes into view again is brought up to date soon.
            let step = poll_interval(asked, false);
            let mut waited = Duration::ZERO;
            while waited < poll_interval(asked, document().hidden()) {
                client.platform().sleep(step).await;
                waited += step;
            }
        }
    }
}

/// Whether AWS says that there is no such task.
pub(super) fn is_unknown_to_aws(error: &CallError) -> bool {
    error.kind() == ErrorKind::NotFound && error.facts == DescribeDetectMitigationActionsTask::FACTS
}

/// The answer lacks what was asked for.
fn without_task(region: &Region, request_id: Option<String>) -> CallError {
    let reason = "it does not hold the task".to_owned();
    let cause = Cause::Unreadable { status: 200, request_id, reason };
    CallError::new(DescribeDetectMitigationActionsTask::FACTS, region.clone(), cause)
}

/// Whether a failure may be over by the next time. Others wait for somebody to press Retry.
const fn may_pass(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Throttled | ErrorKind::ServiceFailure | ErrorKind::NoAnswer | ErrorKind::Unreadable)
}
