//! What a field shows and where it puts what is typed.

use leptos::prelude::*;

/// A value that a field shows and changes: a signal, or something derived, such as a parameter of the address.
pub struct Binding<T: Send + Sync + 'static> {
    pub(super) get: Signal<T>,
    pub(super) set: Callback<T>,
}

impl<T: Send + Sync + 'static> Binding<T> {
    /// Shows `get` and hands what is typed to `set`.
    #[must_use]
    pub fn new(get: impl Into<Signal<T>>, set: impl Fn(T) + Send + Sync + 'static) -> Self {
        Self { get: get.into(), set: Callback::new(set) }
    }
}

impl<T: Send + Sync + 'static> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Binding<T> {}

impl<T: Send + Sync + 'static> From<RwSignal<T>> for Binding<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::new(signal, move |value| signal.set(value))
    }
}
