//! The pages on Fraud Detector's detectors.

use std::cell::Cell;
use std::rc::Rc;

use detect_console::aws::transport::HttpRequest;
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlFormElement;

use crate::support::{Console, Reply, ScriptedAws, answer, error, no_reply, open, operation};

const VERSION_3: &str = "/detectors/payment_screening/versions/3";
/// As HTML, as a formula, from right to left.
const HOSTILE: &str = "<img src=x onerror=alert(1)> =1+1 \u{202e}שלום";

fn version(id: &str) -> Value {
    let rule =
        |id: &str, version: &str| json!({ "detectorId": "payment_screening", "ruleId": id, "ruleVersion": version });
    json!({
        "detectorId": "payment_screening",
        "detectorVersionId": id,
        "description": HOSTILE,
        "externalModelEndpoints": ["fraud-endpoint"],
        "modelVersions": [{
            "modelId": "card_model", "modelType": "ONLINE_FRAUD_INSIGHTS", "modelVersionNumber": "1.0",
            "arn": "arn:aws:frauddetector:us-east-1:123456789012:model-version/card_model",
        }],
        "rules": [rule("very_risky", "2"), rule("deleted", "1"), rule("otherwise", "1")],
        "status": "ACTIVE",
        "lastUpdatedTime": "2026-11-19T12:00:00Z",
        "createdTime": "some time last year",
        "ruleExecutionMode": "FIRST_MATCHED",
        "arn": "arn:aws:frauddetector:us-east-1:123456789012:detector-version/payment_screening/3",
        "addedLater": [],
    })
}

fn rule(id: &str, version: &str, expression: &str, outcomes: &[&str]) -> Value {
    json!({
        "ruleId": id, "ruleVersion": version, "detectorId": "payment_screening", "expression": expression,
        "language": "DETECTORPL", "outcomes": outcomes, "lastUpdatedTime": "2026-11-18T12:00:00Z",
    })
}

/// An account with one detector; its rules come on two pages.
fn account(request: &HttpRequest) -> Reply {
    let sent: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    match operation(request).as_str() {
        "GetDetectors" => answer(
            200,
            &json!({ "detectors": [{
                "detectorId": "payment_screening", "eventTypeName": "card_payment", "description": HOSTILE,
                "lastUpdatedTime": "2026-11-19T12:00:00Z",
            }] }),
        ),
        "DescribeDetector" => {
            let version = |id: &str, status: &str| json!({ "detectorVersionId": id, "status": status });
            answer(
                200,
                &json!({
                    "detectorId": "payment_screening",
                    "detectorVersionSummaries":
                        [version("1", "INACTIVE"), version("10", "DRAFT"), version("3", "ACTIVE"), version("7", "FROZEN")],
                }),
            )
        }
        "GetRules" if sent["nextToken"] == "more" => {
            answer(200, &json!({ "ruleDetails": [rule("very_risky", "2", "$score > 950", &["block", HOSTILE])] }))
        }
        "GetRules" => answer(
            200,
            &json!({
                "ruleDetails": [rule("very_risky", "1", "$score > 900", &["review"]), rule("otherwise", "1", "1 == 1", &[])],
                "nextToken": "more",
            }),
        ),
        "GetDetectorVersion" => answer(200, &version(sent["detectorVersionId"].as_str().unwrap())),
        other => panic!("not expected: {other}"),
    }
}

/// The same account, where the role may call `allowed` alone.
fn allowed_only(allowed: &'static str) -> ScriptedAws {
    ScriptedAws::new(
        move |request| {
            if operation(request) == allowed { account(request) } else { error(400, "AccessDeniedException") }
        },
    )
}

fn submit(console: &Console) {
    let form = console.field("Detector ID").closest("form").unwrap().unwrap();
    form.unchecked_into::<HtmlFormElement>().request_submit().unwrap();
}

fn address() -> String {
    let location = leptos::prelude::window().location();
    location.pathname().unwrap() + &location.search().unwrap()
}

/// The rules as the page lists them, in its order.
fn rules(console: &Console) -> Vec<String> {
    let is_rule = |item: &web_sys::HtmlElement| item.query_selector("h3").unwrap().is_some();
    console.all("listitem").into_iter().filter(is_rule).map(|item| item.inner_text()).collect()
}

#[wasm_bindgen_test]
async fn every_member_of_the_version_is_shown_and_hostile_text_is_text() {
    let aws = ScriptedAws::new(account);
    let console = open(VERSION_3, &aws);
    console.wait_for_role("heading", "Detector version: payment_screening, version 3").await;
    for text in [
        "Active",
        HOSTILE,
        "1 day ago",
        "some time last year",
        "FIRST_MATCHED",
        "Evaluation stops at the first rule that matches",
        "fraud-endpoint",
        "arn:aws:frauddetector:us-east-1:123456789012:detector-version/payment_screening/3",
    ] {
        console.wait_for_text(text).await;
    }
    assert_eq!(console.rows()[0][..3], ["card_model", "Online Fraud Insights", "1.0"]);
    assert!(console.all("button").iter().any(|button| button.inner_text().ends_with("model ARN")));
    assert_eq!(aws.count("GetRules"), 2);
}

#[wasm_bindgen_test]
async fn rules_stand_in_execution_order_each_with_what_its_version_says() {
    let console = open(VERSION_3, &ScriptedAws::new(account));
    console.wait_for_text("$score > 950").await;
    let rules = rules(&console);
    assert_eq!(rules.len(), 3);
    assert!(rules[0].starts_with("1. very_risky, version 2") && rules[0].contains("block"), "{rules:?}");
    assert!(!console.text().contains("$score > 900"), "another version of the rule");
    assert!(rules[1].starts_with("2. deleted, version 1") && rules[1].contains("no such rule version"), "{rules:?}");
    assert!(rules[2].starts_with("3. otherwise, version 1") && rules[2].contains("1 == 1"), "{rules:?}");
    console.wait_for_text("1 rule of this version is not among the detector's rules").await;
}

#[wasm_bindgen_test]
async fn the_page_works_with_get_detector_version_alone() {
    let console = open(VERSION_3, &allowed_only("GetDetectorVersion"));
    console.wait_for_text("frauddetector:GetRules").await;
    console.wait_for_text("frauddetector:DescribeDetector").await;
    assert_eq!(rules(&console).len(), 3);
    assert!(!console.text().contains("no such rule version"), "nobody knows that");
    // By number, as nobody knows which versions there are.
    console.get("link", "‹ Previous: Version 2");
    console.get("link", "Next: Version 4 ›");
}

#[wasm_bindgen_test]
async fn rules_that_could_not_be_read_can_be_read_again() {
    let failed = Cell::new(false);
    let aws = ScriptedAws::new(move |request| {
        if operation(request) == "GetRules" && !failed.replace(true) {
            error(400, "ValidationException")
        } else {
            account(request)
        }
    });
    let console = open(VERSION_3, &aws);
    console.wait_for_text("Could not read the detector's rules").await;
    console.wait_for_role("button", "Retry").await.click();
    console.wait_for_text("$score > 950").await;
}

#[wasm_bindgen_test]
async fn stepping_goes_to_the_next_version_there_is_and_reads_the_rules_once() {
    let aws = ScriptedAws::new(account);
    let console = open(&format!("{VERSION_3}?region=eu-west-1"), &aws);
    console.wait_for_text("$score > 950").await;
    console.get("link", "‹ Previous: Version 1");
    console.get("link", "Next: Version 7 ›").click();
    console.wait_for_role("heading", "Detector version: payment_screening, version 7").await;
    assert_eq!(address(), "/detectors/payment_screening/versions/7?region=eu-west-1");
    console.wait_for_text("$score > 950").await;
    assert_eq!((aws.count("GetDetectorVersion"), aws.count("DescribeDetector"), aws.count("GetRules")), (2, 1, 2));
}

#[wasm_bindgen_test]
async fn a_step_that_leads_nowhere_keeps_its_place_and_says_why() {
    for (version, step, other, reason) in [
        ("1", "‹ Previous", "Next: Version 3 ›", "There is no earlier version."),
        ("10", "Next ›", "‹ Previous: Version 7", "There is no later version."),
    ] {
        let path = format!("/detectors/payment_screening/versions/{version}");
        let console = open(&path, &ScriptedAws::new(account));
        let step = console.wait_for_role("link", step).await;
        assert_eq!(step.get_attribute("aria-disabled").as_deref(), Some("true"));
        assert_eq!(step.tab_index(), 0, "the keyboard finds the reason");
        let why = step.get_attribute("aria-describedby").unwrap();
        let why = leptos::prelude::document().get_element_by_id(&why).unwrap();
        assert_eq!(why.text_content().as_deref(), Some(reason));
        console.get("link", other);
        step.click();
        assert_eq!(address(), path);
    }
}

#[wasm_bindgen_test]
async fn an_execution_mode_that_is_not_stated_is_no_value_of_aws() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        "GetDetectorVersion" => {
            let mut version = version("3");
            version["ruleExecutionMode"] = Value::Null;
            answer(200, &version)
        }
        _ => account(request),
    });
    let console = open(VERSION_3, &aws);
    console.wait_for_text("Execution mode Not stated: Rules are listed in the order AWS sent them.").await;
    let codes = leptos::prelude::document().query_selector_all("code").unwrap();
    assert!((0..codes.length()).all(|index| codes.get(index).unwrap().text_content().unwrap() != "Not stated"));
}

#[wasm_bindgen_test]
async fn the_reply_can_be_read_as_it_came() {
    let console = open(VERSION_3, &ScriptedAws::new(account));
    console.wait_for_text("Reply of GetDetectorVersion as JSON").await;
    let reply = leptos::prelude::document().query_selector("details > pre").unwrap().unwrap().text_content().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&reply).unwrap(), version("3"));
    assert!(reply.contains("\n  \"addedLater\": []"), "{reply}");
}

#[wasm_bindgen_test]
async fn a_version_that_is_not_there_is_said_so_and_left_by_its_neighbors() {
    let console = open(
        VERSION_3,
        &ScriptedAws::new(|request| match operation(request).as_str() {
            "GetDetectorVersion" => error(400, "ResourceNotFoundException"),
            _ => account(request),
        }),
    );
    console.wait_for_role("heading", "Could not read the detector version").await;
    console.wait_for_role("link", "Next: Version 7 ›").await;
}

#[wasm_bindgen_test]
async fn a_guest_reads_why_fraud_detector_denies() {
    let console = open(VERSION_3, &ScriptedAws::new(|_| error(400, "AccessDeniedException")));
    console.wait_for_role("heading", "Not allowed to read the detector version").await;
    console.wait_for_text("Cognito removes Amazon Fraud Detector from the permissions of guests").await;
}

#[wasm_bindgen_test]
async fn no_answer_can_be_asked_for_again() {
    let is_online = Rc::new(Cell::new(false));
    let online = Rc::clone(&is_online);
    let aws = ScriptedAws::new(move |request| {
        if operation(request) == "GetDetectorVersion" && !online.get() { no_reply() } else { account(request) }
    });
    let console = open(VERSION_3, &aws);
    console.wait_for_role("heading", "Could not read the detector version").await;
    is_online.set(true);
    console.get("button", "Retry").click();
    console.wait_for_text("$score > 950").await;
}

#[wasm_bindgen_test]
async fn an_address_with_a_wrong_identifier_is_told_and_nothing_is_sent() {
    for (path, words) in [
        ("/detectors/Payment/versions/3", "Use lower-case letters"),
        ("/detectors/payment_screening/versions/03", "a whole number that does not start with 0"),
        ("/detectors/a%20b", "remove the space"),
    ] {
        let aws = ScriptedAws::new(account);
        let console = open(path, &aws);
        console.wait_for_text(words).await;
        assert_eq!(aws.requests.borrow().len(), 0, "{path}");
    }
}

#[wasm_bindgen_test]
async fn the_lookup_opens_a_version_without_the_right_to_list() {
    let console = open("/detectors?region=eu-west-1", &allowed_only("GetDetectorVersion"));
    console.wait_for_text("frauddetector:GetDetectors").await;
    console.fill("Detector ID", " payment_screening ");
    console.fill("Detector version ID", "3");
    submit(&console);
    console.wait_for_role("heading", "Detector version: payment_screening, version 3").await;
    assert_eq!(address(), "/detectors/payment_screening/versions/3?region=eu-west-1");
}

#[wasm_bindgen_test]
async fn the_lookup_tells_at_the_field_what_is_wrong_until_it_is_right() {
    let console = open("/detectors", &ScriptedAws::new(account));
    console.wait_for_role("button", "Open version").await;
    console.fill("Detector ID", "payment_screening");
    console.fill("Detector version ID", "v3");
    assert!(!console.description("Detector version ID").contains("remove"), "too early");
    submit(&console);
    console.wait_for_text("remove “v”").await;
    assert!(console.description("Detector version ID").contains("remove “v”"));
    assert_eq!(console.field("Detector version ID").get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(console.field("Detector ID").get_attribute("aria-invalid"), None);
    let focused = leptos::prelude::document().active_element().unwrap();
    assert_eq!(focused.id(), console.field("Detector version ID").id());
    assert_eq!(address(), "/detectors");

    console.fill("Detector version ID", "3");
    console.wait_for("no error", |console| (!console.text().contains("remove “v”")).then_some(())).await;
}

#[wasm_bindgen_test]
async fn the_lookup_keeps_what_was_typed_while_a_version_is_looked_at() {
    let console = open("/detectors", &ScriptedAws::new(account));
    console.wait_for_role("button", "Open version").await;
    console.fill("Detector ID", "payment_screening");
    console.fill("Detector version ID", "3");
    submit(&console);
    console.wait_for_role("heading", "Detector version: payment_screening, version 3").await;
    leptos::prelude::window().history().unwrap().back().unwrap();
    console.wait_for_role("heading", "Detectors").await;
    assert_eq!(console.value("Detector ID"), "payment_screening");
    assert_eq!(console.value("Detector version ID"), "3");
}

#[wasm_bindgen_test]
async fn from_the_detectors_to_the_versions_of_one() {
    let console = open("/detectors", &ScriptedAws::new(account));
    console.wait_for_role("link", "payment_screening").await;
    let rows = console.rows();
    assert_eq!(rows[0][..3], ["payment_screening", "card_payment", HOSTILE]);
    console.get("link", "payment_screening").click();
    console.wait_for_role("heading", "Detector payment_screening").await;
    console.wait_for_role("link", "Version 10").await;
    let versions: Vec<_> = console.rows().into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let expected =
        [("Version 10", "Draft"), ("Version 7", "FROZEN"), ("Version 3", "Active"), ("Version 1", "Inactive")];
    assert_eq!(versions, expected.map(|(version, status)| (version.to_owned(), status.to_owned())));
    console.wait_for_text("card_payment").await;
}

#[wasm_bindgen_test]
async fn a_detector_whose_versions_may_not_be_listed_asks_for_the_version() {
    let console = open("/detectors/payment_screening", &allowed_only("GetDetectorVersion"));
    console.wait_for_text("frauddetector:DescribeDetector").await;
    assert_eq!(console.value("Detector ID"), "payment_screening");
    console.fill("Detector version ID", "3");
    submit(&console);
    console.wait_for_role("heading", "Detector version: payment_screening, version 3").await;
}

#[wasm_bindgen_test]
async fn an_account_without_detectors_is_told_so() {
    let console = open("/detectors", &ScriptedAws::new(|_| answer(200, &json!({ "detectors": [] }))));
    console.wait_for_text("No detectors in us-east-1").await;
    console.wait_for_text("no new customers since 7 November 2025").await;
}
