//! The browser around a session: the address, the storage and the windows of this tab, the other tabs, and whether
//! somebody is at work.

use std::cell::OnceCell;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, Event, EventInit, MessageEvent, PageTransitionEvent, Storage};

use super::Session;
use super::surroundings::Surroundings;
use super::tabs::Message;
use crate::router::{Back, Router};

/// How often it is looked whether the session is near its end.
const LOOK: Duration = Duration::from_secs(1);

/// The tabs of the console at one address share it.
const CHANNEL: &str = "detect-console.session";

/// Asked before a page goes that does not want to.
const AT_RISK: &str = "What became of the last request is not known yet. If you sign out now, the console forgets it. \
                       Sign out?";

/// This tab.
pub(super) struct Browser {
    router: Router,
    /// `None` in a browser without.
    channel: Option<BroadcastChannel>,
    heard: OnceCell<Closure<dyn Fn(MessageEvent)>>,
}

impl Browser {
    pub(super) fn new(router: Router) -> Self {
        let channel = BroadcastChannel::new(&format!("{CHANNEL}:{}", here(router))).ok();
        Self { router, channel, heard: OnceCell::new() }
    }

    /// Listens to the other tabs, to whoever is at work, and to the clock, while the component around is there.
    pub(super) fn listen(&self, session: Session) {
        if let Some(channel) = &self.channel {
            let heard = self.heard.get_or_init(|| {
                Closure::new(move |event: MessageEvent| {
                    if let Some(message) = event.data().as_string().as_deref().and_then(Message::read) {
                        session.hear(message);
                    }
                })
            });
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        for event in ["keydown", "pointerdown", "click", "wheel"] {
            on(event, move |_| session.stay());
        }
        // What was put aside may have missed that the session is over.
        on("visibilitychange", move |_| session.look_at_limits());
        on("pageshow", |event| {
            if event.unchecked_ref::<PageTransitionEvent>().persisted() {
                // Refused by no browser.
                let _refused = window().location().reload();
            }
        });
        if let Ok(timer) = set_interval_with_handle(move || session.look_at_limits(), LOOK) {
            on_cleanup(move || timer.clear());
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

impl Surroundings for Browser {
    fn here(&self) -> String {
        here(self.router)
    }

    fn address(&self) -> String {
        self.router.address()
    }

    fn parameter(&self, name: &str) -> Option<String> {
        self.router.query().with_untracked(|query| query.get(name).map(ToOwned::to_owned))
    }

    fn go(&self, path: &str) {
        self.router.go(path, Back::Before);
    }

    fn keep(&self, key: &str, text: &str) {
        // A browser that keeps nothing leads back to an answer that was not asked for, which is told then.
        let _kept = storage().map(|storage| storage.set_item(key, text));
    }

    fn take(&self, key: &str) -> Option<String> {
        let storage = storage()?;
        let kept = storage.get_item(key).ok().flatten()?;
        let _gone = storage.remove_item(key);
        Some(kept)
    }

    fn leave_for(&self, url: &str) {
        // Refused only for what is no address.
        let _refused = window().location().assign(url);
    }

    fn may_leave(&self) -> bool {
        // Whoever would be asked by the browser when it leaves the page is asked here: the page goes first.
        let init = EventInit::new();
        init.set_cancelable(true);
        let leaves = Event::new_with_event_init_dict("beforeunload", &init)
            .is_ok_and(|event| window().dispatch_event(&event).unwrap_or(true));
        leaves || window().confirm_with_message(AT_RISK).unwrap_or(true)
    }

    fn open(&self, url: &str) -> bool {
        let opened = window().open_with_url_and_target_and_features(url, "_blank", "popup,width=480,height=720");
        opened.is_ok_and(|window| window.is_some())
    }

    fn close(&self) {
        // Refused for a window that no script has opened: its page says that it can be closed.
        let _refused = window().close();
    }

    fn tell(&self, message: &Message) {
        // Fails only for a channel that is closed.
        let _failed = self.channel.as_ref().map(|channel| channel.post_message(&JsValue::from_str(&message.write())));
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        spawn_local(task);
    }
}

fn on(event: &'static str, heard: impl Fn(Event) + 'static) {
    let listening = window_event_listener_untyped(event, heard);
    on_cleanup(move || listening.remove());
}

fn here(router: Router) -> String {
    window().location().origin().unwrap_or_default() + &router.href("/")
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
