//! The page Training.

use std::cell::Cell;
use std::rc::Rc;

use detect_console::aws::transport::HttpRequest;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Reply, ScriptedAws, answer, error, open, operation};

const SUMMARIES: &str = "GET /behavior-model-training/summaries";
const PROFILES: &str = "GET /security-profiles";

fn summary(profile: &str, behavior: &str, status: &str, percentage: f64) -> Value {
    json!({
        "securityProfileName": profile, "behaviorName": behavior, "modelStatus": status,
        "datapointsCollectionPercentage": percentage,
    })
}

/// Two security profiles; the first one's summaries come on two pages.
fn account(request: &HttpRequest) -> Reply {
    let profile =
        |name: &str| json!({ "name": name, "arn": format!("arn:aws:iot:us-east-1:1:securityprofile/{name}") });
    let url = &request.url;
    match operation(request).as_str() {
        PROFILES => answer(200, &json!({ "securityProfileIdentifiers": [profile("pumps"), profile("gates")] })),
        SUMMARIES if url.contains("=gates") => {
            answer(200, &json!({ "summaries": [summary("gates", "messages", "PENDING_BUILD", 33.333_333)] }))
        }
        SUMMARIES if url.contains("nextToken") => {
            answer(200, &json!({ "summaries": [summary("pumps", "<img onerror>", "RESTING", 0.0)] }))
        }
        SUMMARIES => answer(
            200,
            &json!({ "summaries": [summary("pumps", "bytes-out", "ACTIVE", 30.0)], "nextToken": "page/2+" }),
        ),
        other => panic!("not expected: {other}"),
    }
}

#[wasm_bindgen_test]
async fn every_behavior_of_every_profile_is_shown_from_all_pages() {
    let aws = ScriptedAws::new(account);
    let console = open("/training", &aws);
    console.wait_for_text("3 behaviors").await;
    console.wait_for("three rows", |console| (console.rows().len() == 3).then_some(())).await;
    let rows = console.rows();
    assert_eq!(rows[0][..3], ["gates", "messages", "Pending build"]);
    assert_eq!(rows[1][..3], ["pumps", "<img onerror>", "RESTING"]);
    assert_eq!(rows[2][3], "last 14 days 30\u{a0}%");
    assert_eq!(aws.count(SUMMARIES), 3);
    assert!(aws.requests.borrow().iter().any(|request| request.url.contains("nextToken=page%2F2%2B")));
}

#[wasm_bindgen_test]
async fn filter_and_sort_stand_in_the_address() {
    let console = open("/training?sort=-behavior&filter=PUMPS", &ScriptedAws::new(account));
    console.wait_for_text("2 of 3 behaviors").await;
    assert_eq!(console.value("Filter"), "PUMPS");
    assert_eq!(console.rows()[0][1], "bytes-out");

    console.fill("Filter", "gates");
    console.wait_for_text("1 of 3 behaviors").await;
    let address = || leptos::prelude::window().location().search().unwrap();
    console
        .wait_for("the filter in the address".to_owned(), |_| address().contains("filter=gates").then_some(()))
        .await;
    assert!(address().contains("sort=-behavior"), "{}", address());

    let header = console.get("columnheader", "Behavior");
    assert_eq!(header.get_attribute("aria-sort").as_deref(), Some("descending"));
}

#[wasm_bindgen_test]
async fn without_a_match_the_filter_can_be_cleared() {
    let console = open("/training?filter=valves", &ScriptedAws::new(account));
    console.wait_for_role("button", "Clear filter").await.click();
    console.wait_for("three rows", |console| (console.rows().len() == 3).then_some(())).await;
}

#[wasm_bindgen_test]
async fn when_profiles_cannot_be_listed_summaries_are_read_without_their_names() {
    let aws = ScriptedAws::new(|request| match operation(request).as_str() {
        PROFILES => error(403, "AccessDeniedException"),
        _ => answer(200, &json!({ "summaries": [summary("pumps", "bytes-out", "ACTIVE", 30.0)] })),
    });
    let console = open("/training", &aws);
    console.wait_for_text("1 behavior").await;
    console.wait_for_text("iot:ListSecurityProfiles").await;
}

#[wasm_bindgen_test]
async fn a_denied_account_reads_which_permission_is_missing() {
    let console = open("/training", &ScriptedAws::new(|_| error(403, "AccessDeniedException")));
    console.wait_for_role("heading", "Not allowed to read training summaries").await;
    assert!(console.text().contains("iot:GetBehaviorModelTrainingSummaries"));
}

#[wasm_bindgen_test]
async fn one_profile_that_fails_does_not_hide_the_others_and_can_be_retried() {
    let refused = Cell::new(true);
    let aws = ScriptedAws::new(move |request| {
        if request.url.contains("=gates") && refused.replace(false) {
            error(404, "ResourceNotFoundException")
        } else {
            account(request)
        }
    });
    let console = open("/training", &aws);
    console.wait_for_text("2 behaviors; some could not be read").await;
    console.get("button", "Retry").click();
    console.wait_for("three rows", |console| (console.rows().len() == 3).then_some(())).await;
    assert!(console.find("button", "Retry").is_none());
}

/// The account, and from `switched` on what `then` makes of it.
fn account_and_then(switched: &Rc<Cell<bool>>, then: impl Fn(&HttpRequest) -> Option<Reply> + 'static) -> ScriptedAws {
    let switched = switched.clone();
    ScriptedAws::new(move |request| switched.get().then(|| then(request)).flatten().unwrap_or_else(|| account(request)))
}

#[wasm_bindgen_test]
async fn what_is_read_again_takes_the_place_of_what_was_there_and_what_is_gone_goes() {
    let later = Rc::new(Cell::new(false));
    let aws = account_and_then(&later, |request| {
        let is_pumps = operation(request) == SUMMARIES && request.url.contains("=pumps");
        is_pumps.then(|| answer(200, &json!({ "summaries": [summary("pumps", "bytes-out", "ACTIVE", 31.0)] })))
    });
    let console = open("/training", &aws);
    console.wait_for_text("3 behaviors").await;
    console.wait_for("three rows", |console| (console.rows().len() == 3).then_some(())).await;
    let rows = console.all("row");
    let behavior = console.get("button", "bytes-out");
    assert!(rows[2].contains(Some(&behavior)));
    behavior.focus().unwrap();
    later.set(true);
    console.get("button", "Refresh").click();
    console.wait_for("the row that is gone", |console| (console.rows().len() == 2).then_some(())).await;
    console.wait_for_text("2 behaviors").await;
    assert_eq!(console.rows()[1][3], "last 14 days 31\u{a0}%");
    assert_eq!(console.all("row"), [rows[0].clone(), rows[2].clone()], "what is there stays, whatever it says now");
    assert_eq!(leptos::prelude::document().active_element(), Some(behavior.into()), "and keeps the focus");
    assert!(!console.text().contains("not read again"));
}

#[wasm_bindgen_test]
async fn what_could_not_be_read_again_stays_and_says_that_it_is_from_before() {
    let later = Rc::new(Cell::new(false));
    let aws = account_and_then(&later, |request| {
        request.url.contains("=pumps").then(|| error(404, "ResourceNotFoundException"))
    });
    let console = open("/training", &aws);
    console.wait_for_text("3 behaviors").await;
    later.set(true);
    console.get("button", "Refresh").click();
    console.wait_for_text("2 behaviors were not read again").await;
    console.wait_for_text("The oldest was read now").await;
    console.wait_for_text("3 behaviors; some could not be read").await;
    assert_eq!(console.rows().len(), 3);
    later.set(false);
    console.get("button", "Retry").click();
    console.wait_for("an end of it", |console| (!console.text().contains("not read again")).then_some(())).await;
    assert_eq!(console.rows().len(), 3);
}

#[wasm_bindgen_test]
async fn a_refresh_that_is_denied_leaves_what_was_there() {
    let later = Rc::new(Cell::new(false));
    let aws = account_and_then(&later, |_| Some(error(403, "AccessDeniedException")));
    let console = open("/training", &aws);
    console.wait_for_text("3 behaviors").await;
    later.set(true);
    console.get("button", "Refresh").click();
    console.wait_for_role("heading", "Not allowed to read training summaries").await;
    console.wait_for_text("3 behaviors were not read again").await;
    assert_eq!(console.rows().len(), 3);
    // Nothing of one region is shown in another.
    console.fill("Region", "eu-west-1");
    console.wait_for("no rows", |console| console.rows().is_empty().then_some(())).await;
    console.wait_for_role("heading", "Not allowed to read training summaries").await;
    assert!(!console.text().contains("not read again"));
}

#[wasm_bindgen_test]
async fn of_many_rows_those_in_sight_are_drawn() {
    let summaries: Vec<_> =
        (0..500).map(|number| summary("pumps", &format!("behavior-{number:03}"), "ACTIVE", 30.0)).collect();
    let console = open(
        "/training",
        &ScriptedAws::new(move |request| match operation(request).as_str() {
            PROFILES => error(403, "AccessDeniedException"),
            _ => answer(200, &json!({ "summaries": summaries })),
        }),
    );
    console.wait_for_text("500 behaviors").await;
    let rows = || console.all("row");
    console.wait_for("some rows", |_| (1..100).contains(&rows().len()).then_some(())).await;
    assert_eq!(rows()[0].get_attribute("aria-rowindex").as_deref(), Some("2"));
    assert_eq!(rows().last().unwrap().get_attribute("aria-hidden").as_deref(), Some("true"), "a gap");
    let table = rows()[0].closest("table").unwrap().unwrap();
    assert_eq!(table.get_attribute("aria-rowcount").as_deref(), Some("501"));

    console.fill("Filter", "behavior-49");
    console.wait_for("the filtered rows", |console| (console.rows()[0][1] == "behavior-490").then_some(())).await;
    assert_eq!(table.get_attribute("aria-rowcount").as_deref(), Some("11"));
}

#[wasm_bindgen_test]
async fn an_account_without_profiles_is_told_so() {
    let console = open("/training", &ScriptedAws::new(|_| answer(200, &json!({ "securityProfileIdentifiers": [] }))));
    console.wait_for_text("No training summaries").await;
}
