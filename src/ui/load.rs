//! Reads: what is shown while one is under way, when it is there, and when it failed.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::rc::Rc;

use futures_util::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::reactive::graph::untrack;
use wasm_bindgen_futures::spawn_local;

use super::page_header::focus_heading;
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

/// A read that belongs to a component. A handle; copies are the same read.
pub struct Load<T> {
    /// Holds a [`LoadState<T>`] behind a type that all reads share: a signal is compiled anew for each type it holds.
    state: RwSignal<Rc<dyn Any>, LocalStorage>,
    /// How often it was asked for again.
    asked: RwSignal<u32>,
    of: PhantomData<fn() -> T>,
}

// Derived impls would ask for `T: Copy`.
impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Load<T> {}

impl<T: 'static> Load<T> {
    /// Looks at how far it is.
    pub fn with<R>(self, look: impl FnOnce(&LoadState<T>) -> R) -> R {
        let state = self.state.try_get();
        look(state.as_deref().and_then(|state| state.downcast_ref()).unwrap_or(&LoadState::Loading))
    }

    /// How far it is.
    #[must_use]
    pub fn get(self) -> LoadState<T>
    where
        T: Clone,
    {
        self.with(Clone::clone)
    }

    /// Reads again. What is shown stays until the answer is there; after a failure, "loading" is shown.
    pub fn reload(self) {
        if untrack(|| self.has_failed()) {
            // The button that asks goes away with the failure.
            focus_heading();
        }
        self.asked.update(|asked| *asked = asked.wrapping_add(1));
    }

    fn has_failed(self) -> bool {
        self.with(|state| matches!(state, LoadState::Failed(_)))
    }

    fn set(self, state: LoadState<T>) {
        // The component may be gone by now.
        self.state.try_set(Rc::new(state));
    }
}

/// Reads what `read` asks for, again whenever a signal that `read` looks at before its first `await` changes.
///
/// A read that is overtaken, or whose component goes away, is dropped, which aborts its request.
pub fn use_load<T, F>(read: impl Fn() -> F + 'static) -> Load<T>
where
    T: 'static,
    F: Future<Output = Result<T, CallError>> + 'static,
{
    let state: Rc<dyn Any> = Rc::new(LoadState::<T>::Loading);
    let load = Load { state: RwSignal::new_local(state), asked: RwSignal::new(0), of: PhantomData };
    let mut before = None;
    let start = move || -> LocalBoxFuture<'static, ()> {
        let asked = load.asked.get();
        // Not asked for again, so it is something else that is read now.
        let other = before.replace(asked) == Some(asked);
        let reading = read();
        if other || untrack(|| load.has_failed()) {
            load.set(LoadState::Loading);
        }
        Box::pin(async move {
            load.set(match reading.await {
                Ok(value) => LoadState::Ready(value),
                Err(error) => LoadState::Failed(error),
            });
        })
    };
    keep_running(start);
    load
}

/// Runs what `start` gives. Whenever a signal changes that `start` looked at, that stops and `start` is asked again.
/// All stops when the component goes away.
pub fn keep_running(mut start: impl FnMut() -> LocalBoxFuture<'static, ()> + 'static) {
    let running = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        running.try_update_value(|running| running.take().map(|handle| handle.abort()));
    };
    effect(move || {
        stop();
        let (task, handle) = abortable(start());
        running.set_value(Some(handle));
        spawn_local(async move {
            // Aborted when overtaken: nobody waits for the rest.
            let _aborted = task.await;
        });
    });
    on_cleanup(stop);
}
