//! Asks for a task again and again until it ends or the page is left.

use std::time::Duration;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::aws::iot::{
    DescribeDetectMitigationActionsTask, DetectMitigationActionsTaskSummary, MitigationActionsTaskId,
};
use crate::aws::{CallError, Client, ErrorKind, Region};
use crate::context::{use_client, use_region};
use crate::domain::task_progress::{has_ended, poll_interval};

/// What is known of the task. A handle; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Following {
    /// The task as AWS last told of it.
    pub(super) task: RwSignal<Option<DetectMitigationActionsTaskSummary>>,
    /// Why the last question went unanswered.
    pub(super) failure: RwSignal<Option<CallError>>,
    asked_again: RwSignal<u32>,
}

impl Following {
    /// Follows `task_id` in the region worked in, as long as the component is there.
    pub(super) fn start(task_id: MitigationActionsTaskId) -> Self {
        let following = Self { task: RwSignal::new(None), failure: RwSignal::new(None), asked_again: RwSignal::new(0) };
        let client = StoredValue::new_local(use_client());
        let region = use_region();
        let running = StoredValue::new(None::<AbortHandle>);
        let stop = move || {
            running.try_update_value(|running| running.take().map(|handle| handle.abort()));
        };
        Effect::new(move |previous: Option<Region>| {
            following.asked_again.track();
            let region = region.get();
            stop();
            following.failure.set(None);
            if previous.is_some_and(|previous| previous != region) {
                following.task.set(None);
            }
            let (work, handle) = abortable(following.run(client.get_value(), region.clone(), task_id.clone()));
            running.set_value(Some(handle));
            spawn_local(async move {
                // Aborted when the page is left: nobody waits for the rest.
                let _ = work.await;
            });
            region
        });
        on_cleanup(stop);
        following
    }

    /// Asks at once, and goes on from there.
    pub(super) fn ask_again(self) {
        self.asked_again.update(|asked| *asked = asked.wrapping_add(1));
    }

    async fn run(self, client: Client, region: Region, task_id: MitigationActionsTaskId) {
        let platform = client.platform();
        let request = DescribeDetectMitigationActionsTask { task_id };
        let mut asked = 0_u32;
        loop {
            match client.call(&region, &request).await {
                Ok(answer) => {
                    let ended = answer.output.task_summary.as_ref().is_some_and(has_ended);
                    self.failure.set(None);
                    self.task.set(answer.output.task_summary);
                    if ended {
                        return;
                    }
                }
                Err(error) => {
                    let goes_on = self.task.with_untracked(Option::is_some) && may_pass(error.kind());
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
                platform.sleep(step).await;
                waited += step;
            }
        }
    }
}

/// Whether a failure may be over by the next time. Others wait for somebody to press Retry.
const fn may_pass(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Throttled | ErrorKind::ServiceFailure | ErrorKind::NoAnswer | ErrorKind::Unreadable)
}
