//! Collects the training summaries of all security profiles, side by side, and tells how far it is.

use std::pin::pin;

use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::{self, StreamExt};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::aws::iot::{
    BehaviorModelTrainingSummary, GetBehaviorModelTrainingSummaries, ListSecurityProfiles, SecurityProfileName,
};
use crate::aws::limiter::CONCURRENT_REQUESTS;
use crate::aws::{CallError, Client, Region};
use crate::domain::training_rows::TrainingRows;

/// What has been collected so far. A handle; copies are the same collection.
#[derive(Clone, Copy)]
pub struct Collection {
    /// The summaries. While they are read again, those of before stay until their turn comes.
    pub(crate) rows: RwSignal<TrainingRows>,
    /// How far it is.
    pub(crate) progress: RwSignal<Progress>,
    /// Stops the work under way. Work never outlives the component, so that it may write to the signals freely.
    running: StoredValue<Option<AbortHandle>>,
}

/// How far a collection is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Whether it goes on.
    pub(crate) running: bool,
    /// Whether somebody stopped it.
    pub(crate) stopped: bool,
    /// Security profiles whose summaries have all arrived, or failed to.
    pub(crate) profiles_done: usize,
    /// Security profiles found so far.
    pub(crate) profiles_found: usize,
    /// Whether more security profiles may be found.
    pub(crate) listing: bool,
    /// Why the security profiles could not be listed. The summaries are then read without their names.
    pub(crate) unlisted: Option<CallError>,
    /// Why nothing more could be read at all.
    pub(crate) failed: Option<CallError>,
    /// Security profiles that could not be read.
    pub(crate) failed_profiles: Vec<(SecurityProfileName, CallError)>,
}

impl Progress {
    /// Whether there is nothing more to come.
    pub(crate) fn has_all(&self) -> bool {
        !self.running && self.is_complete()
    }

    /// Whether something could not be read.
    pub(crate) fn has_failed(&self) -> bool {
        !self.running && !self.stopped && !self.is_complete()
    }

    /// Whether everything was read that was to be read.
    fn is_complete(&self) -> bool {
        !self.stopped && self.failed.is_none() && self.failed_profiles.is_empty()
    }
}

impl Collection {
    /// An empty one. It stops when its component goes away.
    pub(super) fn new() -> Self {
        let collection = Self {
            rows: RwSignal::new(TrainingRows::default()),
            progress: RwSignal::new(Progress::default()),
            running: StoredValue::new(None),
        };
        on_cleanup(move || collection.abort());
        collection
    }

    /// Forgets what was collected, which another region knows nothing of.
    pub(super) fn clear(self) {
        self.abort();
        self.rows.update(TrainingRows::clear);
    }

    /// Collects everything, again where it is there already.
    pub(super) fn start(self, client: Client, region: Region) {
        self.abort();
        self.rows.update(TrainingRows::begin);
        self.progress.set(Progress { running: true, listing: true, ..Progress::default() });
        self.spawn(async move { self.collect(&client, &region).await });
    }

    /// Reads the security profiles that failed once more.
    pub(super) fn retry_failed(self, client: Client, region: Region) {
        self.abort();
        let mut failed = Vec::new();
        self.progress.update(|progress| {
            failed = std::mem::take(&mut progress.failed_profiles);
            progress.profiles_done = progress.profiles_done.saturating_sub(failed.len());
            progress.running = true;
        });
        let failed: Vec<_> = failed.into_iter().map(|(name, _)| name).collect();
        // What had arrived of them before they failed would otherwise be there twice.
        self.rows.update(|rows| rows.begin_profiles(&failed));
        self.spawn(async move {
            let (client, region) = (&client, &region);
            stream::iter(failed)
                .for_each_concurrent(CONCURRENT_REQUESTS, |name| self.collect_profile(client, region, name))
                .await;
        });
    }

    /// Stops; what has arrived stays.
    pub(super) fn stop(self) {
        self.abort();
        self.progress.update(|progress| {
            progress.running = false;
            progress.stopped = true;
        });
    }

    fn abort(self) {
        self.running.try_update_value(|running| running.take().map(|handle| handle.abort()));
    }

    fn spawn(self, work: impl Future<Output = ()> + 'static) {
        let (work, handle) = abortable(work);
        self.running.set_value(Some(handle));
        spawn_local(async move {
            if work.await.is_ok() {
                if self.progress.with_untracked(Progress::is_complete) {
                    self.rows.update(TrainingRows::complete);
                }
                self.progress.update(|progress| progress.running = false);
            }
        });
    }

    async fn collect(self, client: &Client, region: &Region) {
        let pages = client.pages(region, ListSecurityProfiles::default());
        let names = stream::unfold(pages, |mut pages| async move {
            let Some(page) = pages.next().await else {
                self.progress.update(|progress| progress.listing = false);
                return None;
            };
            let names = match page {
                Ok(profiles) => {
                    let names: Vec<_> = profiles.into_iter().filter_map(|profile| profile.name).collect();
                    self.progress.update(|progress| progress.profiles_found += names.len());
                    names
                }
                Err(error) => {
                    self.progress.update(|progress| progress.unlisted = Some(error));
                    Vec::new()
                }
            };
            Some((stream::iter(names), pages))
        });
        pin!(names.flatten())
            .for_each_concurrent(CONCURRENT_REQUESTS, |name| self.collect_profile(client, region, name))
            .await;

        let unlisted = self.progress.with_untracked(|progress| progress.unlisted.clone());
        if let Some(error) = unlisted {
            if error.is_denied() && self.rows.with_untracked(TrainingRows::is_all_earlier) {
                self.collect_unnamed(client, region).await;
            } else {
                self.progress.update(|progress| progress.failed = Some(error));
            }
        }
    }

    /// One chain of pages over all security profiles: slower, but all there is when they cannot be listed.
    async fn collect_unnamed(self, client: &Client, region: &Region) {
        let mut pages = client.pages(region, GetBehaviorModelTrainingSummaries::default());
        while let Some(page) = pages.next().await {
            match page {
                Ok(rows) => self.read(client, rows),
                Err(error) => self.progress.update(|progress| progress.failed = Some(error)),
            }
        }
    }

    async fn collect_profile(self, client: &Client, region: &Region, name: SecurityProfileName) {
        if self.progress.with_untracked(|progress| progress.failed.is_some()) {
            return;
        }
        let request =
            GetBehaviorModelTrainingSummaries { security_profile_name: Some(name.clone()), ..Default::default() };
        let mut pages = client.pages(region, request);
        while let Some(page) = pages.next().await {
            match page {
                Ok(rows) => self.read(client, rows),
                // Whoever may not read the first profile is not asked to wait until all others were denied too.
                Err(error) if error.is_denied() && self.rows.with_untracked(TrainingRows::is_all_earlier) => {
                    self.progress.update(|progress| progress.failed = Some(error));
                }
                Err(error) => self.progress.update(|progress| progress.failed_profiles.push((name.clone(), error))),
            }
        }
        self.progress.update(|progress| progress.profiles_done += 1);
    }

    fn read(self, client: &Client, rows: Vec<BehaviorModelTrainingSummary>) {
        if !rows.is_empty() {
            self.rows.update(|all| all.read(rows, client.now()));
        }
    }
}
