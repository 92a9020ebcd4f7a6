//! Reads: what is shown while one is under way, when it is there, and when it failed.

use std::future::Future;

use futures_util::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::aws::CallError;
use crate::view::effect;

/// How far a read is.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadState<T> {
    /// Under way, with nothing to show yet.
    Loading,
    /// There. Stays so while it is read again.
    Ready(T),
    /// Failed.
    Failed(CallError),
}

/// A read that belongs to a component.
pub struct Load<T: Send + Sync + 'static> {
    state: RwSignal<LoadState<T>>,
    /// How often it was asked for again.
    asked: RwSignal<u32>,
}

// Derived impls would ask for `T: Copy`.
impl<T: Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Load<T> {}

impl<T: Send + Sync + 'static> Load<T> {
    /// How far it is.
    #[must_use]
    pub fn state(self) -> ReadSignal<LoadState<T>> {
        self.state.read_only()
    }

    /// Reads again. What is shown stays until the answer is there; after a failure, "loading" is shown.
    pub fn reload(self) {
        self.asked.update(|asked| *asked = asked.wrapping_add(1));
    }
}

/// Reads what `read` asks for, again whenever a signal that `read` looks at before its first `await` changes.
///
/// A read that is overtaken, or whose component goes away, is dropped, which aborts its request.
pub fn use_load<T, F>(read: impl Fn() -> F + 'static) -> Load<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, CallError>> + 'static,
{
    let load = Load { state: RwSignal::new(LoadState::Loading), asked: RwSignal::new(0) };
    let start = move |again: bool| -> LocalBoxFuture<'static, ()> {
        let reading = read();
        if !again || load.state.with_untracked(|state| matches!(state, LoadState::Failed(_))) {
            load.state.set(LoadState::Loading);
        }
        Box::pin(async move {
            load.state.try_set(match reading.await {
                Ok(value) => LoadState::Ready(value),
                Err(error) => LoadState::Failed(error),
            });
        })
    };
    keep_reading(load.asked, Box::new(start));
    load
}

/// Starts reading, again when `asked` changes or a signal that `start` looks at, and stops what is under way then.
/// `start` is told whether the same is read again.
fn keep_reading(asked: RwSignal<u32>, mut start: Box<dyn FnMut(bool) -> LocalBoxFuture<'static, ()>>) {
    let running = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        running.try_update_value(|running| running.take().map(|handle| handle.abort()));
    };
    let mut before = None;
    effect(move || {
        let asked = asked.get();
        stop();
        let again = before.replace(asked).is_some_and(|before| before != asked);
        let (task, handle) = abortable(start(again));
        running.set_value(Some(handle));
        spawn_local(async move {
            // Aborted when overtaken: nobody waits for the rest.
            let _aborted = task.await;
        });
    });
    on_cleanup(stop);
}
