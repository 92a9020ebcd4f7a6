//! The frame around every page: navigation, region, links.

use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{ScriptedAws, answer, focused, next_task, open, open_below};

#[wasm_bindgen_test]
async fn a_new_page_takes_the_focus_and_names_the_window_but_the_first_does_not() {
    let aws = ScriptedAws::new(|_| answer(200, &json!({})));
    let console = open("/", &aws);
    console.wait_for_role("heading", "Overview").await;
    assert_ne!(focused(), "Overview");
    console.wait_for("title", |_| (document().title() == "Overview – Detect Console").then_some(())).await;
    console.get("link", "Detectors").click();
    console.wait_for("focus on the heading", |_| (focused() == "Detectors").then_some(())).await;
    assert_eq!(document().title(), "Detectors – Detect Console");
}

#[wasm_bindgen_test]
async fn the_frame_marks_the_current_page_and_skips_to_the_main_part() {
    let aws = ScriptedAws::new(|_| answer(200, &json!({})));
    let console = open("/detectors", &aws);
    console.wait_for_role("heading", "Detectors").await;
    let current = |name: &str| console.get("link", name).get_attribute("aria-current");
    assert_eq!((current("Detectors").as_deref(), current("Overview")), (Some("page"), None));
    console.get("link", "Skip to main content").click();
    assert_eq!(document().active_element().unwrap().tag_name(), "MAIN");
}

#[wasm_bindgen_test]
async fn choosing_a_region_puts_it_into_the_address_and_into_every_link() {
    let aws = ScriptedAws::new(|_| answer(200, &json!({})));
    let console = open("/?region=us-east-1", &aws);
    console.wait_for_role("heading", "Overview").await;
    let link = || console.get("link", "Training").get_attribute("href").unwrap_or_default();
    assert!(link().ends_with("/training?region=us-east-1"), "{}", link());
    console.fill("Region", "eu-west-1");
    console.wait_for("the new region", |_| link().ends_with("/training?region=eu-west-1").then_some(())).await;
    assert_eq!(window().location().search().unwrap(), "?region=eu-west-1");
}

#[wasm_bindgen_test]
async fn below_a_path_links_lead_below_it_and_the_region_stays_there() {
    let aws = ScriptedAws::new(|_| answer(200, &json!({})));
    let console = open_below("/console", "/detectors?region=us-east-1", &aws);
    console.wait_for_role("heading", "Detectors").await;
    assert_eq!(console.get("link", "Detectors").get_attribute("aria-current").as_deref(), Some("page"));
    console.fill("Region", "eu-west-1");
    let address = || {
        let location = window().location();
        location.pathname().unwrap() + &location.search().unwrap()
    };
    console.wait_for("region", |_| (address() == "/console/detectors?region=eu-west-1").then_some(())).await;
    let overview = console.get("link", "Overview");
    let leads_to = || overview.get_attribute("href");
    console.wait_for("link", |_| (leads_to()? == "/console/?region=eu-west-1").then_some(())).await;
    overview.click();
    console.wait_for_role("heading", "Overview").await;
    assert_eq!(address(), "/console/?region=eu-west-1");
    window().history().unwrap().back().unwrap();
    // Overview has a heading of this name, too.
    console.wait_for("address", |_| (address() == "/console/detectors?region=eu-west-1").then_some(())).await;
    console.wait_for_role("heading", "Detectors").await;
}

#[wasm_bindgen_test]
async fn links_out_of_the_console_and_clicks_with_a_key_are_the_browsers() {
    let aws = ScriptedAws::new(|_| answer(200, &json!({})));
    let console = open_below("/console", "/", &aws);
    console.wait_for_role("heading", "Overview").await;
    let taken = |href: &str, target: &str, with_control: bool| {
        let link = document().create_element("a").unwrap();
        link.set_attribute("href", href).unwrap();
        link.set_attribute("target", target).unwrap();
        console.get("heading", "Overview").append_child(&link).unwrap();
        let init = web_sys::MouseEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_ctrl_key(with_control);
        let click = web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap();
        // The test stays where it is, whoever takes the click.
        let seen = std::rc::Rc::new(std::cell::Cell::new(false));
        let listener = window_event_listener_untyped("click", {
            let seen = seen.clone();
            move |event| {
                seen.set(event.default_prevented());
                event.prevent_default();
            }
        });
        link.dispatch_event(&click).unwrap();
        listener.remove();
        link.remove();
        seen.get()
    };
    assert!(!taken("/training", "", false), "beside the base");
    assert!(!taken("/consoles/training", "", false), "a path that only begins like the base");
    assert!(!taken("https://example.com/console/training", "", false), "another origin");
    assert!(!taken("/console/training", "_blank", false), "another window");
    assert!(!taken("/console/training", "", true), "asked for another tab");
    assert!(taken("/console/training", "", false));
}

#[wasm_bindgen_test]
async fn the_menu_folds_again_when_the_page_changes() {
    let aws = ScriptedAws::new(|_| answer(200, &json!({})));
    let console = open("/", &aws);
    let menu = console.wait_for_role("button", "Menu").await;
    let expanded = async || {
        next_task().await;
        menu.get_attribute("aria-expanded")
    };
    assert_eq!(expanded().await.as_deref(), Some("false"));
    menu.click();
    assert_eq!(expanded().await.as_deref(), Some("true"));
    console.get("link", "Detectors").click();
    console.wait_for_role("heading", "Detectors").await;
    assert_eq!(expanded().await.as_deref(), Some("false"));
}
