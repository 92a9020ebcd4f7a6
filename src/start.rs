//! From the page to the application: takes what `web/boot.js` left for us, and mounts.

use std::{panic, rc::Rc};

use js_sys::{Promise, Reflect, global};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::app::App;
use crate::aws::browser::Browser;
use crate::aws::fetch::Fetch;
use crate::config::{Config, ConfigError};
use crate::pages::SetupPage;
use crate::view::{View, mount, view};

/// `globalThis.detectConsoleConfig`, once it is there. See `web/boot.js`.
#[derive(Default, Deserialize)]
struct ConfigAnswer {
    status: Option<u16>,
    text: Option<String>,
    error: Option<String>,
}

/// Mounts the console, or the page that says what is wrong with its configuration.
pub fn start() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        say_that_it_stopped();
    }));
    spawn_local(async {
        let base = left_by_boot("detectConsoleBase").as_string().unwrap_or_default();
        match config().await {
            Ok(config) => mount_to_body(move || {
                let platform = Rc::new(Browser);
                view! { <App config base transport=Box::new(Fetch) platform/> }
            }),
            Err(error) => mount_to_body(move || view! { <SetupPage error/> }),
        }
    });
}

/// Shows `page` as long as the window is open.
fn mount_to_body(page: impl FnOnce() -> View) {
    if let Some(body) = document().body() {
        std::mem::forget(mount(&body, page));
    }
}

async fn config() -> Result<Config, ConfigError> {
    let unreachable = |problem: String| ConfigError { field: "config.json".to_owned(), problem };
    let promise: Promise = left_by_boot("detectConsoleConfig").unchecked_into();
    let answer: ConfigAnswer = match JsFuture::from(promise).await {
        Ok(answer) => serde_wasm_bindgen::from_value(answer).unwrap_or_default(),
        Err(_) => ConfigAnswer::default(),
    };
    match answer {
        ConfigAnswer { status: Some(200), text: Some(text), .. } => Config::parse(&text),
        ConfigAnswer { status: Some(404), .. } => {
            Err(unreachable("There is no such file beside index.html.".to_owned()))
        }
        ConfigAnswer { status: Some(status), .. } => {
            Err(unreachable(format!("The web server answered HTTP {status} instead of the file.")))
        }
        ConfigAnswer { error, .. } => {
            let reason = error.unwrap_or_else(|| "no reason given".to_owned());
            Err(unreachable(format!("It could not be read ({reason}). Check the connection and reload the page.")))
        }
    }
}

fn left_by_boot(name: &str) -> JsValue {
    Reflect::get(&global(), &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// After a panic nothing on the page works anymore; without a word it would look as if it did.
fn say_that_it_stopped() {
    let document = document();
    if let (Some(body), Ok(notice)) = (document.body(), document.create_element("div")) {
        notice.set_class_name("stopped");
        let told = notice.set_attribute("role", "alert").and_then(|()| {
            notice.set_text_content(Some(
                "The console has stopped because of a defect. Reload the page. A request under way may still be \
                 carried out: check the task before you start it again.",
            ));
            body.prepend_with_node_1(&notice)
        });
        // There is nobody left to tell if even this fails.
        drop(told);
    }
}
