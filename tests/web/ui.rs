//! The components, each on its own, and the frame around the pages.

use std::rc::Rc;
use std::time::Duration;

use detect_console::aws::error::{Cause, ServiceError};
use detect_console::aws::iot::GetBehaviorModelTrainingSummaries;
use detect_console::aws::{CallError, Operation, Region};
use detect_console::domain::time_range::{Limits, RangeChoice};
use detect_console::preferences::provide_preferences;
use detect_console::ui::form_field::{RangePicker, TimeEnd};
use detect_console::ui::time::provide_now;
use detect_console::ui::{
    Announce, Button, Checkbox, Choice, CopyButton, ErrorPanel, ErrorSummary, FieldError, Notice, Progress, RadioGroup,
    SelectField, SortDirection, SortHeader, Table, TextArea, TextField, Time, Tone,
};
use detect_console::view::{View, view};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::support::{Console, NOW, TestPlatform, focused, next_task, show};

/// Shows a component alone.
fn shown(view: impl FnOnce() -> View + 'static) -> Console {
    show("/", view)
}

fn described(element: &HtmlElement) -> String {
    let id = element.get_attribute("aria-describedby").unwrap_or_default();
    document().get_element_by_id(&id).and_then(|element| element.text_content()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_time_reads_relative_to_now_and_is_described_by_the_absolute_time() {
    let console = shown(|| {
        provide_preferences();
        provide_now(Rc::new(TestPlatform::new()));
        view! { <Time at=NOW.minus(Duration::from_secs(3 * 3600)) /> }
    });
    let time = console.get("time", "3 hours ago");
    assert_eq!(time.get_attribute("datetime").as_deref(), Some("2026-11-20T09:00:00Z"));
    assert!(described(&time).ends_with("November 20, 2026, 09:00:00 (UTC)"), "{}", described(&time));
    time.focus().unwrap();
    assert_eq!(focused(), "3 hours ago", "the keyboard reaches it");
}

#[wasm_bindgen_test]
async fn a_field_is_described_by_its_error_then_its_hints() {
    let error = RwSignal::new(None);
    let console = shown(move || {
        let value = RwSignal::new(String::new());
        view! { <TextField id="task" label="Task ID" value description="Names it." constraint="1 to 128" error /> }
    });
    let invalid = || console.field("Task ID").get_attribute("aria-invalid");
    assert_eq!((console.description("Task ID").as_str(), invalid()), ("Names it. 1 to 128", None));
    error.set(Some("It is empty.".to_owned()));
    next_task().await;
    assert_eq!(console.description("Task ID"), "It is empty. Names it. 1 to 128");
    assert_eq!(invalid().as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn fields_show_their_value_and_change_it() {
    let (line, lines) = (RwSignal::new("a".to_owned()), RwSignal::new("b".to_owned()));
    let console = shown(move || {
        view! {
            <TextField id="line" label="Line" value=line />
            <TextArea id="lines" label="Several" value=lines optional=true />
        }
    });
    next_task().await;
    assert_eq!((console.value("Line").as_str(), console.value("Several").as_str()), ("a", "b"));
    console.fill("Line", "typed");
    console.fill("Several", "pasted\ntext");
    assert_eq!((line.get_untracked().as_str(), lines.get_untracked().as_str()), ("typed", "pasted\ntext"));
    line.set("set".to_owned());
    next_task().await;
    assert_eq!(console.value("Line"), "set");
}

#[wasm_bindgen_test]
async fn a_choice_holds_when_what_it_is_among_comes_later() {
    let value = RwSignal::new("two".to_owned());
    let choices = RwSignal::new(vec![Choice::new("", "Any")]);
    let console = shown(move || view! { <SelectField id="status" label="Status" value choices /> });
    choices.set(vec![Choice::new("", "Any"), Choice::new("one", "One"), Choice::new("two", "Two")]);
    next_task().await;
    assert_eq!(console.value("Status"), "two");
    console.fill("Status", "one");
    assert_eq!(value.get_untracked(), "one");
}

#[wasm_bindgen_test]
async fn boxes_and_radio_buttons_change_their_value() {
    let (chosen, ticked) = (RwSignal::new("ids".to_owned()), RwSignal::new(false));
    let console = shown(move || {
        let choices = vec![
            Choice::new("ids", "Violation IDs"),
            Choice::new("profile", "Security profile").described("All of it."),
        ];
        view! {
            <RadioGroup id="target" label="Target" value=chosen choices />
            <Checkbox id="active" label="Only active violations" checked=ticked />
        }
    });
    let radio = console.get("radio", "Security profile");
    radio.click();
    console.field("Only active violations").click();
    assert_eq!((chosen.get_untracked().as_str(), ticked.get_untracked()), ("profile", true));
    assert_eq!(described(&radio), "All of it.");
}

#[wasm_bindgen_test]
async fn a_range_keeps_what_is_typed_whatever_is_chosen_meanwhile() {
    let choice = RwSignal::new(RangeChoice::LastHour);
    let end = |id, label| TimeEnd {
        id,
        label,
        value: RwSignal::new(String::new()).into(),
        error: RwSignal::new(None).into(),
    };
    let console = shown(move || {
        provide_preferences();
        provide_now(Rc::new(TestPlatform::new()));
        let limits = Limits {
            furthest_start: Duration::ZERO,
            furthest_end: Duration::ZERO,
            oldest_start: Duration::from_secs(3600),
            too_old: "That is old.",
        };
        view! {
            <RangePicker
                id="range"
                zone_id="zone"
                label="Range"
                choice=choice.into()
                offered=Signal::stored(&RangeChoice::ALL[..])
                description=""
                now_is="it runs"
                limits
                start=end("start", "Start")
                end=end("end", "End")
            />
        }
    });
    console.wait_for_text("The hour before it runs.").await;
    assert!(console.description("Range").contains("The hour before it runs."));
    assert!(!console.text().contains("Start"));
    console.fill("Range", "Between two times");
    console.wait_for_text("Start").await;
    assert!(!console.text().contains("before it runs"));
    console.fill("Start", "2026-11-20T10:00");
    console.fill("End", "2026-11-20T10:00+05:00");
    console.wait_for_text("November 20, 2026, 05:00:00 (UTC).").await;
    assert!(console.description("Start").contains("That is old."));
    assert!(!console.description("End").contains("That is old."));

    console.fill("Range", "Last hour");
    console.wait_for_text("before it runs").await;
    assert!(!console.text().contains("Start"));
    console.fill("Range", "Between two times");
    console.wait_for_text("Start").await;
    console.get("radio", "UTC").click();
    console.wait_for_text("In UTC, unless").await;
    assert_eq!(
        (console.value("Start").as_str(), console.value("End").as_str()),
        ("2026-11-20T10:00", "2026-11-20T10:00+05:00")
    );
    assert!(console.description("Start").contains("That is November 20, 2026, 10:00:00 (UTC)."));
    assert!(console.description("End").contains("That is November 20, 2026, 05:00:00 (UTC)."));
    // It is kept for the tests that follow, too.
    console.all("radio")[0].click();
}

#[wasm_bindgen_test]
async fn an_error_summary_takes_the_focus_when_the_form_is_refused_and_leads_to_the_field() {
    let (errors, refused) = (RwSignal::new(Vec::new()), RwSignal::new(0));
    let console = shown(move || {
        view! {
            <ErrorSummary errors refused />
            <TextField id="start" label="Start time" value=RwSignal::new(String::new()) />
        }
    });
    next_task().await;
    assert_eq!(console.all("alert")[0].inner_text(), "", "nothing is wrong yet");
    errors.set(vec![FieldError { field: "start", message: "Start time is missing".to_owned() }]);
    refused.set(1);
    console.wait_for("focus on the summary", |_| focused().contains("1 field needs attention").then_some(())).await;
    console.get("link", "Start time is missing").click();
    console.wait_for("focus on the field", |_| (document().active_element()?.id() == "start").then_some(())).await;
}

#[wasm_bindgen_test]
async fn a_blocked_or_busy_button_does_nothing_and_tells_why() {
    let (pressed, busy, blocked) =
        (RwSignal::new(0), RwSignal::new(false), RwSignal::new(Some("Choose an action first".to_owned())));
    let console = shown(move || {
        let press = move |()| pressed.update(|pressed| *pressed += 1);
        view! { <Button busy blocked on_click=Callback::new(press)>"Review"</Button> }
    });
    let button = console.get("button", "Review");
    let press = async || {
        next_task().await;
        button.click();
        (pressed.get_untracked(), button.get_attribute("aria-disabled"), described(&button))
    };
    assert_eq!(press().await, (0, Some("true".to_owned()), "Choose an action first".to_owned()));
    blocked.set(None);
    assert_eq!(press().await, (1, None, String::new()));
    busy.set(true);
    assert_eq!(press().await, (1, Some("true".to_owned()), String::new()));
    assert!(!button.has_attribute("disabled"), "it stays where the keyboard finds it");
}

#[wasm_bindgen_test]
async fn a_header_tells_how_the_table_is_sorted() {
    let direction = RwSignal::new(None);
    let console = shown(move || {
        let sort = move |()| {
            direction.update(|direction| {
                *direction = Some(match direction {
                    None => SortDirection::Ascending,
                    Some(_) => SortDirection::Descending,
                });
            });
        };
        view! {
            <Table caption="Behaviors">
                <thead>
                    <tr>
                        <SortHeader label="Behavior" direction on_sort=Callback::new(sort) />
                    </tr>
                </thead>
            </Table>
        }
    });
    for expected in [None, Some("ascending"), Some("descending")] {
        next_task().await;
        assert_eq!(console.get("columnheader", "Behavior").get_attribute("aria-sort").as_deref(), expected);
        console.get("button", "Behavior").click();
    }
}

#[wasm_bindgen_test]
async fn the_keyboard_reaches_a_table_only_while_it_is_wider_than_the_page() {
    let width = RwSignal::new("10");
    let console = shown(move || {
        let content = view! { <tbody><tr><td><img alt="" width=move || width.get() height="1" /></td></tr></tbody> };
        view! { <Table caption="Behaviors">{content}</Table> }
    });
    next_task().await;
    assert!(console.find("region", "Behaviors").is_none());
    width.set("9000");
    let region = console.wait_for_role("region", "Behaviors").await;
    assert_eq!(region.tab_index(), 0);
}

#[wasm_bindgen_test]
async fn progress_is_counted_once_the_total_is_known() {
    let (done, total) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let console = shown(move || {
        let text = Signal::derive(move || format!("{} of {} profiles", done.get(), total.get()));
        view! { <Progress done total text /> }
    });
    let bar = console.all("progressbar").remove(0);
    assert!(!bar.has_attribute("value"), "nobody knows yet how far it is");
    total.set(37);
    done.set(12);
    console.wait_for_text("12 of 37 profiles").await;
    assert_eq!((bar.get_attribute("value").as_deref(), bar.get_attribute("max").as_deref()), (Some("12"), Some("37")));
}

#[wasm_bindgen_test]
async fn a_notice_is_read_out_as_its_role_says() {
    for (announce, role) in
        [(Announce::No, None), (Announce::Politely, Some("status")), (Announce::AtOnce, Some("alert"))]
    {
        let console = shown(move || {
            view! { <Notice tone=Tone::Info heading="Task started" announce>"It runs."</Notice> }
        });
        let found = ["status", "alert"].into_iter().find(|role| !console.all(role).is_empty());
        assert_eq!(found, role);
        assert!(console.text().contains("Task started") && console.text().contains("It runs."));
    }
}

#[wasm_bindgen_test]
async fn an_error_panel_names_the_permission_and_the_request_and_retries() {
    let cause = Cause::Service(ServiceError {
        code: Some("AccessDeniedException".to_owned()),
        message: Some("<b>not</b> authorized".to_owned()),
        status: 403,
        request_id: Some("id-1".to_owned()),
    });
    let facts = GetBehaviorModelTrainingSummaries::FACTS;
    let error = CallError::new(facts, Region::new("us-east-1").unwrap(), cause);
    let retried = RwSignal::new(false);
    let console = shown(move || view! { <ErrorPanel error retry=Callback::new(move |()| retried.set(true)) /> });
    let text = console.all("alert")[0].text_content().unwrap();
    for part in
        ["Not allowed to read training summaries", "iot:GetBehaviorModelTrainingSummaries", "id-1", "<b>not</b>"]
    {
        assert!(text.contains(part), "no {part} in {text}");
    }
    console.get("button", "Retry").click();
    assert!(retried.get_untracked());
}

#[wasm_bindgen_test]
async fn a_copy_button_says_what_came_of_it() {
    let console = shown(|| view! { <CopyButton text="id-1" what="request ID" /> });
    console.get("button", "Copy request ID").click();
    // Whether it may depends on how the browser was started.
    console
        .wait_for("word on the clipboard", |console| {
            ["Copied", "The browser did not allow it"]
                .contains(&console.all("status")[0].inner_text().as_str())
                .then_some(())
        })
        .await;
}
