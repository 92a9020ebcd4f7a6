//! The page Start mitigation: form, review, and what becomes of the request.

use std::cell::Cell;

use detect_console::aws::transport::HttpRequest;
use leptos::prelude::{document, window, window_event_listener_untyped};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::support::{Console, Reply, ScriptedAws, answer, error, next_task, no_reply, open, operation};

/// Ends in the second number drawn, by the page as it opens.
const SUGGESTED: &str = "mitigate-violations-20261120T1200Z-1000";
const START: &str = "PUT /detect/mitigationactions/tasks/mitigate-violations-20261120T1200Z-1000";
const DESCRIBE: &str = "GET /detect/mitigationactions/tasks/mitigate-violations-20261120T1200Z-1000";

/// An account with two actions and a security profile; every task that is asked for runs.
fn account(request: &HttpRequest) -> Reply {
    let action = |name: &str| json!({ "actionName": name });
    match operation(request).as_str() {
        "GET /mitigationactions/actions" if request.url.contains("actionType=ADD_THINGS_TO_THING_GROUP") => {
            answer(200, &json!({ "actionIdentifiers": [action("quarantine"), action("isolate")] }))
        }
        "GET /mitigationactions/actions" => {
            answer(200, &json!({ "actionIdentifiers": [action("quarantine"), action("isolate"), action("notify")] }))
        }
        "GET /mitigationactions/actions/quarantine" => {
            answer(200, &json!({ "actionParams": { "addThingsToThingGroupParams": { "thingGroupNames": ["cage"] } } }))
        }
        "GET /mitigationactions/actions/isolate" => error(403, "AccessDeniedException"),
        "GET /security-profiles" => answer(200, &json!({ "securityProfileIdentifiers": [{ "name": "floor" }] })),
        "GET /security-profiles/floor" => answer(
            200,
            &json!({ "behaviors": [
                { "name": "bytes", "criteria": { "mlDetectionConfig": { "confidenceLevel": "HIGH" } } },
                { "name": "ports", "criteria": { "comparisonOperator": "in-port-set" } },
                { "name": "a name that AWS takes here not", "criteria": { "mlDetectionConfig": {} } },
            ] }),
        ),
        path if path.starts_with("GET /detect/mitigationactions/tasks/") => task("SUCCESSFUL"),
        path if path.starts_with("PUT /detect/mitigationactions/tasks/") => {
            answer(200, &json!({ "taskId": path.rsplit_once('/').unwrap().1 }))
        }
        _ => answer(200, &json!({})),
    }
}

fn task(status: &str) -> Reply {
    let task = json!({
        "taskId": SUGGESTED,
        "taskStatus": status,
        "target": { "violationIds": ["v-1", "v-2"] },
        "actionsDefinition": [{ "name": "quarantine" }],
    });
    answer(200, &json!({ "taskSummary": task }))
}

/// The bodies of the requests that start a task.
fn started(aws: &ScriptedAws) -> Vec<Value> {
    let requests = aws.requests.borrow();
    let bodies = requests.iter().filter(|request| operation(request).starts_with("PUT "));
    bodies.map(|request| serde_json::from_str(request.body.as_deref().unwrap()).unwrap()).collect()
}

/// Opens the form and fills it for two violations.
async fn filled(aws: &ScriptedAws) -> Console {
    let console = open("/mitigation/new", aws);
    console.wait_for_role("button", "Review").await;
    // An untouched form gets its task ID when the page has opened.
    next_task().await;
    console.fill("Violation IDs", "v-1, v-2 v-1");
    add(&console, "quarantine").await;
    console
}

async fn add(console: &Console, action: &str) {
    console.fill("Actions", action);
    console.get("button", "Add action").click();
    console.wait_for_role("button", &format!("Remove {action}")).await;
}

/// Opens the review, confirms it, and waits until it may be started.
async fn confirmed(aws: &ScriptedAws) -> Console {
    let console = filled(aws).await;
    console.get("button", "Review").click();
    console.wait_for_role("heading", "Review").await;
    console.get("checkbox", "I understand that this cannot be undone").click();
    may_start(&console).await;
    console
}

/// Sends what is confirmed, and looks at another page before the answer is there.
async fn started_and_left(aws: &ScriptedAws) -> Console {
    let console = confirmed(aws).await;
    console.get("button", "Start task").click();
    go("/training");
    console.wait_for_role("heading", "Training").await;
    console.wait_for("the request", |_| (aws.count(START) == 1).then_some(())).await;
    for _ in 0..5 {
        next_task().await;
    }
    console
}

/// Waits until the review is closed, with the focus where it was opened.
async fn is_at_the_form(console: &Console) {
    console.wait_for("the form", |console| console.find("heading", "Review").is_none().then_some(())).await;
    let review = console.get("button", "Review");
    console.wait_for("focus on Review", |_| (document().active_element()? == *review).then_some(())).await;
}

/// Waits until the heading of the page has the focus.
async fn is_at_the_heading(console: &Console) {
    let is_heading = |_: &Console| document().active_element().filter(|focused| focused.tag_name() == "H1");
    console.wait_for("focus on the heading", is_heading).await;
}

/// Waits until the effects of the actions are read and the confirmation is given.
async fn may_start(console: &Console) {
    may_press(console, "Start task").await;
}

/// Waits until a button takes clicks.
async fn may_press(console: &Console, name: &str) {
    let is_ready = |console: &Console| {
        console.find("button", name).filter(|button| button.get_attribute("aria-disabled").is_none())
    };
    console.wait_for(format!("{name} to be ready"), is_ready).await;
}

/// Goes to another page of the console that is open, as the browser's Back and Forward do.
fn go(path: &str) {
    window().history().unwrap().push_state_with_url(&JsValue::NULL, "", Some(path)).unwrap();
    window().dispatch_event(&web_sys::Event::new("popstate").unwrap()).unwrap();
}

async fn is_at_the_task(console: &Console) {
    console.wait_for_role("heading", &format!("Task {SUGGESTED}")).await;
}

#[wasm_bindgen_test]
async fn an_empty_form_lists_what_it_lacks_and_takes_the_focus_there() {
    let aws = ScriptedAws::new(account);
    let console = open("/mitigation/new", &aws);
    console.wait_for_role("button", "Review").await;
    next_task().await;
    assert!(!console.text().contains("Enter 1 to 25"), "nobody is told off before the first try");
    console.get("button", "Review").click();
    console.wait_for_text("2 fields need attention").await;
    let focused = console
        .wait_for("focus", |_| document().active_element().filter(|focused| focused.class_name() == "error-summary"));
    assert!(focused.await.text_content().unwrap().contains("Actions: Add an action"));
    assert!(console.description("Violation IDs").contains("Enter 1 to 25 violation IDs"));
    assert_eq!(console.field("Violation IDs").get_attribute("aria-invalid").as_deref(), Some("true"));

    console.get("link", "Violation IDs: Enter 1 to 25 violation IDs").click();
    let field = console.field("Violation IDs");
    console.wait_for("focus on the field", |_| (document().active_element()? == *field).then_some(())).await;
    console.fill("Violation IDs", "v-1");
    console.wait_for_text("1 field needs attention").await;
}

#[wasm_bindgen_test]
async fn a_reviewed_task_is_sent_once_however_often_the_button_is_pressed() {
    let aws = ScriptedAws::new(account);
    let console = confirmed(&aws).await;
    assert_eq!(document().active_element().unwrap().text_content().unwrap().trim(), "Review");
    assert!(console.text().contains("Apply quarantine to the devices of 2 violations, if still active."));
    console.wait_for_text("Adds the thing to the thing group “cage”.").await;
    assert_eq!(started(&aws).len(), 0);

    let start = console.get("button", "Start task");
    next_task().await;
    start.click();
    start.click();
    start.click();
    is_at_the_task(&console).await;
    assert_eq!(
        started(&aws),
        [json!({
            "target": { "violationIds": ["v-1", "v-2"] },
            "actions": ["quarantine"],
            "includeOnlyActiveViolations": true,
            "includeSuppressedAlerts": false,
            "clientRequestToken": "00000002000000030000000400000005",
        })]
    );
    assert_eq!(aws.count(START), 1);
}

/// What the field whose label begins with `label` suggests.
fn suggestions(console: &Console, label: &str) -> Vec<String> {
    let list = console.field(label).get_attribute("list").unwrap();
    let options = document().query_selector_all(&format!("#{list} option")).unwrap();
    let options = (0..options.length()).filter_map(|index| options.get(index)).map(JsCast::unchecked_into::<Element>);
    options.filter_map(|option| option.get_attribute("value")).collect()
}

#[wasm_bindgen_test]
async fn names_are_suggested_in_their_order() {
    let ml = |name: &str| json!({ "name": name, "criteria": { "mlDetectionConfig": {} } });
    let aws = ScriptedAws::new(move |request| match operation(request).as_str() {
        "GET /security-profiles" => {
            answer(200, &json!({ "securityProfileIdentifiers": [{ "name": "floor" }, { "name": "attic" }] }))
        }
        "GET /security-profiles/floor" => answer(200, &json!({ "behaviors": [ml("sent"), ml("bytes")] })),
        _ => account(request),
    });
    let console = open("/mitigation/new?securityProfileName=floor&behaviorName=", &aws);
    console.wait_for_role("button", "Review").await;
    // The link fills the form when the page has opened.
    next_task().await;
    for (label, expected) in [
        ("Security profile", ["attic", "floor"]),
        ("Behavior", ["bytes", "sent"]),
        ("Actions", ["isolate", "quarantine"]),
    ] {
        let are_there = |console: &Console| (suggestions(console, label) == expected).then_some(());
        console.wait_for(format!("{label}: {expected:?}"), are_there).await;
    }
}

#[wasm_bindgen_test]
async fn nothing_is_sent_before_the_review_is_confirmed() {
    let aws = ScriptedAws::new(account);
    let console = filled(&aws).await;
    console.get("button", "Review").click();
    let start = console.wait_for_role("button", "Start task").await;
    assert_eq!(start.get_attribute("aria-disabled").as_deref(), Some("true"));
    start.click();
    next_task().await;
    assert_eq!(started(&aws).len(), 0);
}

#[wasm_bindgen_test]
async fn many_violations_are_confirmed_by_their_number() {
    let aws = ScriptedAws::new(account);
    let console = filled(&aws).await;
    console.fill("Violation IDs", "a b c d e f");
    console.get("button", "Review").click();
    let start = console.wait_for_role("button", "Start task").await;
    assert!(!console.description("To confirm").contains("This is not"), "nothing is typed yet");
    console.fill("To confirm, type the number of violations", "5");
    console.wait_for_text("This is not the number of violations: type 6").await;
    assert!(console.description("To confirm").contains("This is not the number of violations: type 6"));
    assert_eq!(start.get_attribute("aria-disabled").as_deref(), Some("true"));
    console.fill("To confirm, type the number of violations", "6");
    may_start(&console).await;
    assert!(!console.text().contains("This is not"));
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_resolved_by_asking_for_the_task() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => no_reply(),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    next_task().await;
    console.get("button", "Start task").click();
    is_at_the_task(&console).await;
    assert_eq!(started(&aws).len(), 1);
}

#[wasm_bindgen_test]
async fn a_task_that_did_not_start_is_sent_again_as_it_was() {
    let (lost, aws_asked) = (Cell::new(true), Cell::new(0));
    let aws = ScriptedAws::new(move |request| match operation(request).as_str() {
        START if lost.replace(false) => no_reply(),
        DESCRIBE if aws_asked.replace(aws_asked.get() + 1) < 4 => error(404, "ResourceNotFoundException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    next_task().await;
    console.get("button", "Start task").click();
    console.wait_for_text("AWS knows no such task yet (asked 4 times). It may still appear.").await;
    assert_eq!(aws.count(DESCRIBE), 4);
    assert!(console.find("button", "Start task").is_none(), "it is one thing, and has one button");
    // The confirmation gates this too.
    console.get("checkbox", "I understand that this cannot be undone").click();
    let again = console.get("button", "Send again");
    next_task().await;
    assert_eq!(again.get_attribute("aria-disabled").as_deref(), Some("true"));
    again.click();
    next_task().await;
    assert_eq!(started(&aws).len(), 1);
    console.get("checkbox", "I understand that this cannot be undone").click();
    may_press(&console, "Send again").await;
    again.click();
    is_at_the_task(&console).await;
    let sent = started(&aws);
    assert_eq!((sent.len(), &sent[0]), (2, &sent[1]));
    assert_eq!(aws.count(START), 2);
}

#[wasm_bindgen_test]
async fn an_unknown_outcome_is_checked_and_never_sent_again() {
    let offline = std::rc::Rc::new(Cell::new(true));
    let is_offline = offline.clone();
    let aws = ScriptedAws::new(move |request| match operation(request).as_str() {
        START | DESCRIBE if is_offline.get() => no_reply(),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    next_task().await;
    console.get("button", "Start task").click();
    console.wait_for_text("No answer from AWS. The task may have started.").await;
    let check = console.wait_for_role("button", "Check status").await;
    assert!(check.class_list().contains("primary"), "that comes first");
    assert!(console.find("button", "Start task").is_none());

    // Going back and editing does not forget it, and asking for the same again does not make a second task of it.
    console.get("button", "Back to the form").click();
    let reminder = format!("Task {SUGGESTED} may have started.");
    console.wait_for_text(&reminder).await;
    console.fill("Task ID", "another-one");
    console.get("button", "Review").click();
    console.wait_for_role("heading", "Review").await;
    assert!(console.text().contains(&reminder));
    console.get("button", "Back to the form").click();
    is_at_the_form(&console).await;
    console.fill("Task ID", SUGGESTED);
    console.get("button", "Review").click();
    offline.set(false);
    console.wait_for_role("button", "Check status").await.click();
    is_at_the_task(&console).await;
    assert_eq!(started(&aws).len(), 1);
}

#[wasm_bindgen_test]
async fn a_task_id_that_is_taken_is_an_error_of_its_field_and_nothing_typed_is_lost() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => error(400, "TaskAlreadyExistsException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    next_task().await;
    console.get("button", "Start task").click();
    console.wait_for_text("1 field needs attention").await;
    assert!(console.description("Task ID").contains("A task with this ID already exists"));
    assert_eq!(console.value("Violation IDs"), "v-1, v-2 v-1");
    assert!(console.find("button", "Remove quarantine").is_some());

    console.fill("Task ID", "another-one");
    next_task().await;
    assert!(!console.description("Task ID").contains("already exists"));
    console.get("button", "Review").click();
    console.wait_for_role("heading", "Review").await;
    console.get("checkbox", "I understand that this cannot be undone").click();
    may_start(&console).await;
    console.get("button", "Start task").click();
    console.wait_for_role("heading", "Task another-one").await;
}

#[wasm_bindgen_test]
async fn a_refusal_has_its_words_and_going_back_finds_the_form_as_it_was() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => error(403, "AccessDeniedException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    next_task().await;
    console.get("button", "Start task").click();
    console.wait_for_role("heading", "Not allowed to start the mitigation task").await;
    assert!(console.text().contains("iot:StartDetectMitigationActionsTask"));
    console.get("button", "Back to the form").click();
    is_at_the_form(&console).await;
    assert_eq!(console.value("Violation IDs"), "v-1, v-2 v-1");
    assert_eq!(console.value("Task ID"), SUGGESTED);
}

#[wasm_bindgen_test]
async fn back_closes_the_review_and_finds_the_form_as_it_was() {
    let console = open("/training", &ScriptedAws::new(account));
    console.wait_for_role("heading", "Training").await;
    console.get("link", "Mitigation").click();
    console.wait_for_role("button", "Review").await;
    next_task().await;
    console.fill("Violation IDs", "v-1");
    add(&console, "quarantine").await;
    let history = window().history().unwrap();
    for how in ["the browser's Back", "the button"] {
        console.get("button", "Review").click();
        console.wait_for_role("heading", "Review").await;
        console.wait_for("an entry of its own", |_| history.state().unwrap().is_truthy().then_some(())).await;
        match how {
            "the button" => console.get("button", "Back to the form").click(),
            _ => history.back().unwrap(),
        }
        is_at_the_form(&console).await;
        assert_eq!(window().location().pathname().unwrap(), "/mitigation/new", "{how}");
        assert_eq!(console.value("Violation IDs"), "v-1", "{how}");
    }
    // Forward finds the review closed, and comes back.
    let steps = std::rc::Rc::new(Cell::new(0));
    let seen = steps.clone();
    let watch = window_event_listener_untyped("popstate", move |_| seen.set(seen.get() + 1));
    history.forward().unwrap();
    console.wait_for("the way there and back", |_| (steps.get() == 2).then_some(())).await;
    watch.remove();
    assert!(console.find("heading", "Review").is_none());
    history.back().unwrap();
    console.wait_for_role("heading", "Training").await;
}

#[wasm_bindgen_test]
async fn back_while_a_start_is_on_its_way_stays_with_it() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => no_reply(),
        DESCRIBE => error(403, "AccessDeniedException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    let history = window().history().unwrap();
    console.get("button", "Start task").click();
    // As the browser does it, at once.
    history.replace_state_with_url(&JsValue::NULL, "", None).unwrap();
    window().dispatch_event(&web_sys::Event::new("popstate").unwrap()).unwrap();
    assert!(history.state().unwrap().is_truthy(), "Back can be pressed again");
    let outcome = document().get_element_by_id("outcome").unwrap();
    console.wait_for("focus on the outcome", |_| (document().active_element()? == outcome).then_some(())).await;
    console.wait_for_text("The task may have started.").await;
    console.get("heading", "Review");
}

#[wasm_bindgen_test]
async fn back_from_a_task_leads_past_the_form_and_its_review() {
    let console = open("/training", &ScriptedAws::new(account));
    console.wait_for_role("heading", "Training").await;
    // A link that fills the form: Back to it would fill it again.
    go("/mitigation/new?violationIds=v-1&actions=quarantine");
    console.wait_for_role("button", "Review").await.click();
    console.wait_for_role("heading", "Review").await;
    console.get("checkbox", "I understand that this cannot be undone").click();
    may_start(&console).await;
    console.get("button", "Start task").click();
    is_at_the_task(&console).await;
    let at_task = |_: &Console| window().location().pathname().unwrap().starts_with("/tasks/").then_some(());
    console.wait_for("the address", at_task).await;
    window().history().unwrap().back().unwrap();
    console.wait_for_role("heading", "Training").await;
}

#[wasm_bindgen_test]
async fn a_quota_has_its_words_and_can_be_retried() {
    let full = Cell::new(true);
    let aws = ScriptedAws::new(move |request| match operation(request).as_str() {
        START if full.replace(false) => error(410, "LimitExceededException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    next_task().await;
    console.get("button", "Start task").click();
    console.wait_for_text("A limit of AWS IoT for this account").await;
    assert!(console.text().contains("Nothing was started."));
    assert!(console.find("button", "Retry").is_none(), "starting again is one thing, and has one button");
    may_start(&console).await;
    console.get("button", "Start task").click();
    is_at_the_task(&console).await;
}

#[wasm_bindgen_test]
async fn a_refusal_that_follows_an_unclear_start_is_told_as_one() {
    let (starts, is_found) = (Cell::new(0), std::rc::Rc::new(Cell::new(false)));
    let found = is_found.clone();
    let aws = ScriptedAws::new(move |request| match operation(request).as_str() {
        START if starts.replace(starts.get() + 1) == 0 => no_reply(),
        START => error(400, "ValidationException"),
        DESCRIBE if !found.get() => error(404, "ResourceNotFoundException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    console.get("button", "Start task").click();
    console.wait_for_text("AWS knows no such task yet (asked 4 times). It may still appear.").await;
    console.get("button", "Send again").click();
    console.wait_for_text("Could not start the mitigation task, and AWS knows no such task (asked 4 times).").await;
    for words in [
        "AWS IoT did not accept the values that were sent.",
        "ValidationException: as AWS words it",
        "An earlier request had no clear answer: because of that one, the task may still appear.",
    ] {
        assert!(console.text().contains(words), "{words}: {}", console.text());
    }
    assert!(!console.text().contains("No clear answer came back"), "there was one");
    // The earlier one did run: whoever asks once more is told.
    is_found.set(true);
    console.get("button", "Check status").click();
    is_at_the_task(&console).await;
    assert_eq!(started(&aws).len(), 2);
}

#[wasm_bindgen_test]
async fn names_are_typed_where_lists_are_denied() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        path if path.starts_with("GET /security-profiles") || path.starts_with("GET /mitigationactions") => {
            error(403, "AccessDeniedException")
        }
        _ => account(request),
    });
    let console = open("/mitigation/new", &aws);
    console.wait_for_text("iot:ListMitigationActions").await;
    console.get("radio", "Security profile and behavior").click();
    console.wait_for_text("iot:ListSecurityProfiles").await;
    console.fill("Security profile", "typed:profile");
    console.fill("Behavior", "typed-behavior");
    add(&console, "typed_action").await;
    console.wait_for_text("What it does is unknown.").await;
    console.get("button", "Review").click();
    console.wait_for_role("heading", "Review").await;
    console.fill("To confirm, type the name of the security profile", "typed:profile");
    may_start(&console).await;
    console.get("button", "Start task").click();
    console.wait_for_role("heading", "Task mitigate-typed-behavior-20261120T1200Z-1000").await;
    // The last 24 hours, as of when the review opened.
    let sent = started(&aws);
    let range = &sent[0]["violationEventOccurrenceRange"];
    assert_eq!(range["endTime"].as_i64().unwrap() - range["startTime"].as_i64().unwrap(), 86_400);
}

#[wasm_bindgen_test]
async fn behaviors_are_offered_and_those_not_of_ml_detect_remarked_on() {
    let console = open("/mitigation/new?securityProfileName=floor&behaviorName=ports", &ScriptedAws::new(account));
    console.wait_for_text("“ports” is not an ML Detect behavior").await;
    let offered = document().get_element_by_id("behavior-suggestions").unwrap().inner_html();
    assert!(offered.contains("bytes") && !offered.contains("ports"), "{offered}");
    assert!(!offered.contains("a name that"), "it would be refused: {offered}");
    assert!(console.description("Behavior").contains("“ports” is not an ML Detect behavior"));
    // Typed, but not to its end: what is known is of another profile.
    console.fill("Security profile", "floo");
    console.wait_for("no remark", |console| (!console.text().contains("“ports” is not")).then_some(())).await;
}

#[wasm_bindgen_test]
async fn an_action_that_detect_does_not_support_cannot_be_added_and_says_why() {
    let console = open("/mitigation/new", &ScriptedAws::new(account));
    console.wait_for_text("1 other action cannot be chosen").await;
    console.fill("Actions", "notify");
    console.get("button", "Add action").click();
    console.wait_for_text("“notify” cannot be chosen.").await;
    assert!(console.find("button", "Remove notify").is_none());
}

#[wasm_bindgen_test]
async fn actions_keep_the_order_they_are_given() {
    let aws = ScriptedAws::new(account);
    let console = filled(&aws).await;
    add(&console, "isolate").await;
    console.get("button", "Move up isolate").click();
    next_task().await;
    console.get("button", "Review").click();
    console.wait_for_text("Apply isolate, then quarantine to the devices of 2 violations, if still active.").await;
}

#[wasm_bindgen_test]
async fn a_typed_time_is_checked_and_told_in_utc() {
    let console = filled(&ScriptedAws::new(account)).await;
    assert!(!console.text().contains("Start time"), "it would not count");
    console.fill("Time range", "Between two times");
    console.wait_for_text("Start time").await;
    console.fill("Start time", "2026-11-20T10:00Z");
    console.fill("End time", "2026-11-20 10:00 +01:00");
    console.wait_for_text("November 20, 2026, 10:00:00 (UTC).").await;
    assert!(console.description("Start time").contains("November 20, 2026, 10:00:00 (UTC)."));
    assert!(console.description("End time").contains("November 20, 2026, 09:00:00 (UTC)."));
    let field = console.field("Start time").closest(".field").unwrap().unwrap();
    assert!(field.query_selector("output").unwrap().is_some());
    console.get("button", "Review").click();
    console.wait_for_text("The end is before the start; it must be later").await;
    console.fill("Start time", "2026-10-01T10:00Z");
    console.wait_for_text("More than 30 days ago.").await;
    assert!(console.description("Start time").contains("More than 30 days ago."));
    console.get("button", "Review").click();
    console.wait_for_text("October 1, 2026, 10:00:00 (UTC) to November 20, 2026, 09:00:00 (UTC)").await;
}

#[wasm_bindgen_test]
async fn a_link_fills_the_form_and_shows_what_is_wrong_with_it_and_sends_nothing() {
    let aws = ScriptedAws::new(account);
    let path = "/mitigation/new?violationIds=v-1,%3Cb%3E&actions=quarantine&start=2026-11-19T00:00:00Z&end=soon";
    let console = open(path, &aws);
    console.wait_for_text("Not a violation ID: “<b>”").await;
    assert_eq!(console.value("Violation IDs"), "v-1,<b>");
    assert!(console.description("End time").contains("“soon” is not a date and a time"));
    assert!(console.find("button", "Remove quarantine").is_some());
    assert_eq!(started(&aws).len(), 0);
}

#[wasm_bindgen_test]
async fn a_look_at_another_page_loses_nothing() {
    let console = filled(&ScriptedAws::new(account)).await;
    go("/training");
    console.wait_for_role("heading", "Training").await;
    go("/mitigation/new");
    console.wait_for_role("button", "Review").await;
    assert_eq!(console.value("Violation IDs"), "v-1, v-2 v-1");
    assert!(console.find("button", "Remove quarantine").is_some());
}

#[wasm_bindgen_test]
async fn a_task_that_was_just_started_is_waited_for() {
    let asked = Cell::new(0);
    let aws = ScriptedAws::new(move |request| match operation(request).as_str() {
        DESCRIBE if asked.replace(asked.get() + 1) < 3 => error(404, "ResourceNotFoundException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    console.get("button", "Start task").click();
    is_at_the_task(&console).await;
    console.wait_for_text("Successful").await;
    assert_eq!(aws.count(DESCRIBE), 4);
}

#[wasm_bindgen_test]
async fn an_action_whose_effect_is_unknown_asks_for_more_to_confirm() {
    let console = filled(&ScriptedAws::new(account)).await;
    add(&console, "isolate").await;
    console.get("button", "Review").click();
    console.wait_for_text("To confirm, type the number of violations").await;
    console.fill("To confirm, type the number of violations", "2");
    may_start(&console).await;
}

#[wasm_bindgen_test]
async fn an_action_that_a_link_brings_and_detect_does_not_support_cannot_be_started() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        "GET /mitigationactions/actions/notify" => {
            answer(200, &json!({ "actionParams": { "publishFindingToSnsParams": {} } }))
        }
        _ => account(request),
    });
    let console = open("/mitigation/new?violationIds=v-1&actions=notify", &aws);
    console.wait_for_role("button", "Remove notify").await;
    console.get("button", "Review").click();
    console.wait_for_role("heading", "Review").await;
    console.get("checkbox", "I understand that this cannot be undone").click();
    console.wait_for_text("AWS does not apply one of the actions to ML Detect.").await;
    console.get("button", "Start task").click();
    next_task().await;
    assert_eq!(started(&aws).len(), 0);
}

#[wasm_bindgen_test]
async fn the_time_range_that_is_shown_is_the_one_that_is_sent_whatever_was_chosen_for_the_other_target() {
    let aws = ScriptedAws::new(account);
    let console = filled(&aws).await;
    console.fill("Time range", "Last hour");
    console.fill("Time range", "Any time");
    console.get("radio", "Security profile and behavior").click();
    next_task().await;
    assert_eq!(console.value("Time range"), "Last 24 hours");
    console.get("radio", "Violation IDs").click();
    next_task().await;
    assert_eq!(console.value("Time range"), "Any time");
    console.get("radio", "Security profile and behavior").click();
    next_task().await;
    console.fill("Security profile", "floor");
    console.fill("Behavior", "bytes");
    console.get("button", "Review").click();
    console.wait_for_role("heading", "Review").await;
    console.fill("To confirm, type the name of the security profile", "floor");
    may_start(&console).await;
    console.get("button", "Start task").click();
    console.wait_for_role("heading", "Task mitigate-bytes-20261120T1200Z-1000").await;
    let range = &started(&aws)[0]["violationEventOccurrenceRange"];
    assert_eq!(range["endTime"].as_i64().unwrap() - range["startTime"].as_i64().unwrap(), 86_400);
}

#[wasm_bindgen_test]
async fn a_start_that_succeeds_elsewhere_is_told_when_a_link_fills_the_form_anew() {
    let aws = ScriptedAws::new(account);
    let console = started_and_left(&aws).await;
    go("/mitigation/new?violationIds=v-9");
    let words = format!("Task {SUGGESTED} was started in us-east-1.");
    console.wait_for_text(&words).await;
    assert_eq!(console.value("Violation IDs"), "v-9");
    let link = console.get("link", "Look at it").get_attribute("href").unwrap();
    assert_eq!(link, format!("/tasks/{SUGGESTED}?region=us-east-1"));
    console.get("button", "Dismiss").click();
    console.wait_for("an end of it", |console| (!console.text().contains(&words)).then_some(())).await;
    is_at_the_heading(&console).await;
    assert_eq!(console.value("Violation IDs"), "v-9");
}

#[wasm_bindgen_test]
async fn a_start_that_is_refused_elsewhere_is_told_when_a_link_fills_the_form_anew() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => error(403, "AccessDeniedException"),
        _ => account(request),
    });
    let console = started_and_left(&aws).await;
    go("/mitigation/new?violationIds=v-9");
    console.wait_for_text(&format!("Task {SUGGESTED} was not started in us-east-1.")).await;
    assert!(console.text().contains("iot:StartDetectMitigationActionsTask"));
    assert_eq!(console.value("Violation IDs"), "v-9");
    console.get("button", "Dismiss").click();
    console.wait_for("an end of it", |console| (!console.text().contains("was not started")).then_some(())).await;
}

#[wasm_bindgen_test]
async fn a_link_followed_while_a_start_is_on_its_way_is_said_to_wait() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => error(403, "AccessDeniedException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    console.get("button", "Start task").click();
    go("/mitigation/new?violationIds=v-9&region=us-east-1");
    let words = "The link you followed has not filled the form.";
    console.wait_for_text(words).await;
    console.wait_for_text("Nothing was started.").await;
    assert_eq!(console.value("Violation IDs"), "v-1, v-2 v-1", "it belongs to the review");
    console.wait_for_role("button", "Follow it now").await.click();
    console.wait_for("an end of it", |console| (!console.text().contains(words)).then_some(())).await;
    assert_eq!(console.value("Violation IDs"), "v-9");
    assert!(console.find("heading", "Review").is_none());
    is_at_the_heading(&console).await;
    // It says so for a start that nobody saw refused, too.
    console.wait_for_text(&format!("Task {SUGGESTED} was not started in us-east-1.")).await;
}

#[wasm_bindgen_test]
async fn a_link_that_waits_for_a_start_that_succeeds_is_found_at_the_form() {
    let console = confirmed(&ScriptedAws::new(account)).await;
    console.get("button", "Start task").click();
    go("/mitigation/new?violationIds=v-9&region=eu-west-1");
    is_at_the_task(&console).await;
    let address = |_: &Console| window().location().pathname().unwrap().starts_with("/tasks/").then_some(());
    console.wait_for("the address", address).await;
    go("/mitigation/new?region=us-east-1");
    console.wait_for_text("The link you followed has not filled the form.").await;
    assert_eq!(console.value("Violation IDs"), "");
    console.get("button", "Follow it now").click();
    console.wait_for("the link's form", |console| (console.value("Violation IDs") == "v-9").then_some(())).await;
    assert!(window().location().search().unwrap().contains("region=eu-west-1"), "in the region it was for");
    assert!(console.find("button", "Dismiss").is_none());
}

#[wasm_bindgen_test]
async fn a_reminder_that_is_answered_leaves_the_focus_on_the_page() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START | DESCRIBE => no_reply(),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    console.get("button", "Start task").click();
    console.wait_for_text("No answer from AWS. The task may have started.").await;
    console.get("button", "Back to the form").click();
    let answer = console.wait_for_role("button", "I know what became of it").await;
    answer.focus().unwrap();
    answer.click();
    is_at_the_heading(&console).await;
    console.wait_for("an end of it", |console| (!console.text().contains("may have started")).then_some(())).await;
}

#[wasm_bindgen_test]
async fn a_review_does_not_come_back_after_a_look_at_another_region() {
    let console = confirmed(&ScriptedAws::new(account)).await;
    go("/mitigation/new?region=eu-west-1");
    console.wait_for_text("The review was closed: it was for us-east-1.").await;
    assert!(console.text().contains("You now work in eu-west-1."));
    assert!(console.find("heading", "Review").is_none());
    console.fill("Violation IDs", "v-7");
    go("/mitigation/new?region=us-east-1");
    next_task().await;
    assert!(console.find("heading", "Review").is_none(), "it is not of what stands in the form");
    assert_eq!(console.value("Violation IDs"), "v-7");
    assert!(!console.text().contains("The review was closed"));
}

#[wasm_bindgen_test]
async fn what_was_refused_in_one_region_is_not_retried_while_another_one_is_looked_at() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        START => error(403, "AccessDeniedException"),
        _ => account(request),
    });
    let console = confirmed(&aws).await;
    console.get("button", "Start task").click();
    console.wait_for_role("heading", "Not allowed to start the mitigation task").await;
    go("/mitigation/new?region=eu-west-1");
    console.wait_for_text(&format!("Task {SUGGESTED} was not started in us-east-1.")).await;
    assert!(console.find("button", "Start task").is_none());
}

#[wasm_bindgen_test]
async fn a_link_followed_from_the_form_has_its_own_behaviors_offered() {
    let aws = ScriptedAws::new(account);
    let console = open("/mitigation/new?securityProfileName=floor&behaviorName=bytes", &aws);
    console.wait_for("the behaviors", |_| (aws.count("GET /security-profiles/floor") == 1).then_some(())).await;
    go("/mitigation/new?securityProfileName=other&behaviorName=sent");
    console.wait_for("the others", |_| (aws.count("GET /security-profiles/other") == 1).then_some(())).await;
    next_task().await;
    assert!(!console.text().contains("The security profile has no behavior"));
}
