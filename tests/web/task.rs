//! The page of one mitigation task.

use std::cell::Cell;

use leptos::prelude::{document, window};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Reply, ScriptedAws, answer, error, next_task, open};

const TASK: &str = "task-1";
const DESCRIBE: &str = "GET /detect/mitigationactions/tasks/task-1";

fn task(status: &str) -> Reply {
    answer(200, &json!({ "taskSummary": { "taskId": TASK, "taskStatus": status } }))
}

#[wasm_bindgen_test]
async fn a_task_is_followed_until_it_ends() {
    let asked = Cell::new(0);
    let aws = ScriptedAws::new(move |_| {
        asked.set(asked.get() + 1);
        task(if asked.get() < 8 { "IN_PROGRESS" } else { "FAILED" })
    });
    let console = open(&format!("/tasks/{TASK}"), &aws);
    console.wait_for_text("Leaving this page does not stop the task.").await;
    console.wait_for("its end", |_| document().title().starts_with("Failed – Task task-1").then_some(())).await;
    for _ in 0..5 {
        next_task().await;
    }
    assert_eq!(aws.count(DESCRIBE), 8, "nobody asks for a task that has ended");
    assert!(!console.text().contains("Leaving this page"));
}

#[wasm_bindgen_test]
async fn a_task_stays_in_sight_when_asking_for_it_fails() {
    let asked = Cell::new(0);
    let aws = ScriptedAws::new(move |_| {
        asked.set(asked.get() + 1);
        match asked.get() {
            1 => task("IN_PROGRESS"),
            2 => error(403, "AccessDeniedException"),
            _ => task("CANCELED"),
        }
    });
    let console = open(&format!("/tasks/{TASK}"), &aws);
    console.wait_for_text("This is the last known state").await;
    assert!(
        console.text().contains("In progress") && console.text().contains("iot:DescribeDetectMitigationActionsTask")
    );
    assert!(console.text().contains("Updated now"), "{}", console.text());
    console.get("button", "Retry").click();
    console.wait_for_text("Canceled").await;
    assert!(!console.text().contains("last known state"));
}

#[wasm_bindgen_test]
async fn another_task_is_opened_by_its_id() {
    let aws = ScriptedAws::new(|_| task("SUCCESSFUL"));
    // Whatever stands above it.
    for path in ["/tasks/task-0?region=eu-west-1", "/tasks/not%20an%20id?region=eu-west-1"] {
        let console = open(path, &aws);
        console.wait_for_role("button", "Open").await;
        console.fill("Task ID", "task!1");
        assert!(!console.description("Task ID").contains("remove"), "too early");
        console.get("button", "Open").click();
        console.wait_for_text("remove “!”").await;
        assert!(console.description("Task ID").contains("remove “!”"));
        let field = console.field("Task ID");
        console.wait_for("focus on the field", |_| (document().active_element()? == *field).then_some(())).await;
        console.fill("Task ID", " task-1 ");
        console.get("button", "Open").click();
        console.wait_for_role("heading", "Task task-1").await;
        let location = window().location();
        assert_eq!(location.pathname().unwrap() + &location.search().unwrap(), "/tasks/task-1?region=eu-west-1");
        assert_eq!(console.value("Task ID"), "");
        let start = console.all("link").into_iter().filter(|link| link.inner_text() == "Start mitigation");
        let start: Vec<_> = start.filter_map(|link| link.get_attribute("href")).collect();
        assert_eq!(start, ["/mitigation/new?region=eu-west-1"]);
    }
}

#[wasm_bindgen_test]
async fn a_task_that_does_not_exist_says_so() {
    let console = open("/tasks/nobody", &ScriptedAws::new(|_| error(404, "ResourceNotFoundException")));
    console.wait_for_text("No such task").await;
    let console = open("/tasks/not%20an%20id", &ScriptedAws::new(|_| task("SUCCESSFUL")));
    console.wait_for_text("This is no task ID").await;
    assert!(window().location().pathname().unwrap().starts_with("/tasks/"));
}
