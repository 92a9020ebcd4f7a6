//! The other tabs of the console: what one signs out of, all do.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::BroadcastChannel;

const CHANNEL: &str = "detect-console.session";
const SIGNED_OUT: &str = "signed-out";

/// Tells the other tabs that the user has signed out.
pub(super) fn tell_of_sign_out() {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        // Fails only for a channel that is closed.
        let _failed = channel.post_message(&JsValue::from_str(SIGNED_OUT));
        channel.close();
    }
}

/// Runs `run` when the user has signed out in another tab, as long as the component around is there.
pub(super) fn on_sign_out(run: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        if event.data().as_string().as_deref() == Some(SIGNED_OUT) {
            run();
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let kept = StoredValue::new_local((channel, heard));
    on_cleanup(move || kept.with_value(|(channel, _)| channel.close()));
}
