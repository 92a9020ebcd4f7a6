//! Opens the console in the test's page with AWS scripted, and finds things as a person would: by role and label.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use detect_console::app::{App, AppProps};
use detect_console::aws::Timestamp;
use detect_console::aws::platform::Platform;
use detect_console::aws::transport::{HttpRequest, HttpResponse, NoReply, Transport};
use detect_console::config::Config;
use detect_console::view::{View, mount};
use futures_util::future::{FutureExt, LocalBoxFuture};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The time it is when a test starts: 2026-11-20T12:00:00Z.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_176_000);

/// What the scripted AWS answers a request with.
pub type Reply = Result<HttpResponse, NoReply>;

/// An answer of AWS.
pub fn answer(status: u16, body: &Value) -> Reply {
    Ok(HttpResponse { status, headers: Vec::new(), body: body.to_string() })
}

/// An error of AWS, its code readable.
pub fn error(status: u16, code: &str) -> Reply {
    answer(status, &json!({ "__type": code, "message": "as AWS words it" }))
}

/// No answer at all.
pub fn no_reply() -> Reply {
    Err(NoReply("Failed to fetch".to_owned()))
}

/// The operation a request is for, where the scripts need to tell: the target's name, or method and path.
pub fn operation(request: &HttpRequest) -> String {
    let target = request.headers.iter().find(|(name, _)| name == "x-amz-target");
    match target.and_then(|(_, target)| target.split_once('.')) {
        Some((_, operation)) => operation.to_owned(),
        None => {
            let path = request.url.trim_start_matches("https://").split_once('/').map_or("", |(_, path)| path);
            format!("{} /{}", request.method.as_str(), path.split('?').next().unwrap_or_default())
        }
    }
}

/// AWS as a function of the request. Cognito signs guests in without the script's help.
#[derive(Clone)]
pub struct ScriptedAws {
    script: Rc<dyn Fn(&HttpRequest) -> Reply>,
    /// What was asked, Cognito left out.
    pub requests: Rc<RefCell<Vec<HttpRequest>>>,
}

impl ScriptedAws {
    pub fn new(script: impl Fn(&HttpRequest) -> Reply + 'static) -> Self {
        Self { script: Rc::new(script), requests: Rc::default() }
    }

    /// How often `name` was asked for.
    pub fn count(&self, name: &str) -> usize {
        self.requests.borrow().iter().filter(|request| operation(request) == name).count()
    }
}

impl Transport for ScriptedAws {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Reply> {
        let reply = match operation(&request).as_str() {
            "GetId" => answer(200, &json!({ "IdentityId": "us-east-1:11111111-2222-4333-8444-555555555555" })),
            "GetCredentialsForIdentity" => answer(
                200,
                &json!({
                    "IdentityId": "us-east-1:11111111-2222-4333-8444-555555555555",
                    "Credentials": {
                        "AccessKeyId": "ASIAEXAMPLE", "SecretKey": "canary-secret", "SessionToken": "canary-token",
                        "Expiration": NOW.plus(Duration::from_secs(3600)).millis() / 1000,
                    },
                }),
            ),
            _ => {
                let reply = (self.script)(&request);
                self.requests.borrow_mut().push(request);
                reply
            }
        };
        async move {
            next_task().await;
            reply
        }
        .boxed_local()
    }
}

/// A clock that moves when somebody sleeps, and chance that counts: what is drawn twice differs.
#[derive(Clone)]
pub struct TestPlatform {
    now: Rc<Cell<Timestamp>>,
    drawn: Rc<Cell<u32>>,
}

impl TestPlatform {
    pub fn new() -> Self {
        // The log of calls draws first; what pages draw begins with 0.
        Self { now: Rc::new(Cell::new(NOW)), drawn: Rc::new(Cell::new(u32::MAX)) }
    }
}

impl Platform for TestPlatform {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        self.now.set(self.now.get().plus(duration));
        next_task().boxed_local()
    }

    fn is_online(&self) -> bool {
        true
    }

    fn random_bits(&self) -> u32 {
        self.drawn.replace(self.drawn.get().wrapping_add(1))
    }
}

/// Lets everything run that is ready to.
pub async fn next_task() {
    gloo_timers::future::sleep(Duration::ZERO).await;
}

/// The console in the test's page, until it is dropped.
pub struct Console {
    root: HtmlElement,
}

/// Opens the console at `path`, with `aws` to talk to.
pub fn open(path: &str, aws: &ScriptedAws) -> Console {
    open_below("", path, aws)
}

/// Opens the console at `path`, hosted below `base`.
pub fn open_below(base: &str, path: &str, aws: &ScriptedAws) -> Console {
    let config = json!({
        "auth": {
            "aws_region": "us-east-1",
            "identity_pool_id": "us-east-1:00000000-0000-4000-8000-000000000000",
            "unauthenticated_identities_enabled": true,
        },
        "regions": ["us-east-1", "eu-west-1"],
    });
    let config = Config::parse(&config.to_string()).unwrap();
    let aws = aws.clone();
    let base = base.to_owned();
    // What boot.js does once the second half of the module is there.
    detect_console::pages::later_pages();
    show(&format!("{base}{path}"), move || {
        let platform: Rc<dyn Platform> = Rc::new(TestPlatform::new());
        App(AppProps { config, base, transport: Box::new(aws), platform })
    })
}

/// Shows any view, at `path`.
pub fn show(path: &str, view: impl FnOnce() -> View + 'static) -> Console {
    let history = window().history().unwrap();
    history.push_state_with_url(&JsValue::NULL, "", Some(path)).unwrap();
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    // A test that panicked never dropped its console, which would answer in place of this one.
    end_shown();
    let owner = mount(&root, view);
    SHOWN.set(Some((root.clone(), owner)));
    Console { root }
}

impl Drop for Console {
    fn drop(&mut self) {
        end_shown();
    }
}

thread_local! {
    /// What is on the page, and what ends it.
    static SHOWN: Cell<Option<(HtmlElement, Owner)>> = const { Cell::new(None) };
}

fn end_shown() {
    if let Some((root, owner)) = SHOWN.take() {
        owner.cleanup();
        root.remove();
    }
}

impl Console {
    /// Waits until `found` finds something.
    #[track_caller]
    pub fn wait_for<T>(&self, what: impl Into<String>, found: impl Fn(&Self) -> Option<T>) -> impl Future<Output = T> {
        let what = what.into();
        let location = std::panic::Location::caller();
        async move {
            for _ in 0..1000 {
                if let Some(found) = found(self) {
                    return found;
                }
                gloo_timers::future::sleep(Duration::from_millis(5)).await;
            }
            panic!("{location}: no {what} in:\n{}", self.text());
        }
    }

    /// Waits until the page says `text`.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) -> impl Future<Output = ()> {
        let text = text.to_owned();
        self.wait_for(text.clone(), move |console| console.text().contains(&text).then_some(()))
    }

    /// Waits for an element of `role` called `name`.
    #[track_caller]
    pub fn wait_for_role(&self, role: &str, name: &str) -> impl Future<Output = HtmlElement> {
        let (role, name) = (role.to_owned(), name.to_owned());
        self.wait_for(format!("{role} {name}"), move |console| console.find(&role, &name))
    }

    /// Everything the page says to somebody who sees it.
    pub fn text(&self) -> String {
        self.root.inner_text()
    }

    /// All elements of `role`.
    pub fn all(&self, role: &str) -> Vec<HtmlElement> {
        let selector = match role {
            "button" => "button, [role=button]",
            "link" => "a[href], [role=link]",
            "heading" => "h1, h2, h3, h4",
            "row" => "tbody tr",
            "columnheader" => "thead th",
            "alert" => "[role=alert]",
            "status" => "[role=status]",
            "group" => "fieldset",
            "checkbox" => "input[type=checkbox]",
            "radio" => "input[type=radio]",
            "listitem" => "li",
            "progressbar" => "progress",
            "region" => "[role=region]",
            "time" => "time",
            other => panic!("teach support.rs the role {other}"),
        };
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).filter_map(|index| found.get(index)).map(JsCast::unchecked_into).collect()
    }

    /// The element of `role` called `name`.
    pub fn find(&self, role: &str, name: &str) -> Option<HtmlElement> {
        self.all(role).into_iter().find(|element| self.name(element) == name)
    }

    /// The same, which must be there.
    #[track_caller]
    pub fn get(&self, role: &str, name: &str) -> HtmlElement {
        self.find(role, name).unwrap_or_else(|| panic!("no {role} {name} in:\n{}", self.text()))
    }

    /// The field whose label begins with `label`.
    #[track_caller]
    pub fn field(&self, label: &str) -> HtmlElement {
        let labels = self.root.query_selector_all("label[for]").unwrap();
        (0..labels.length())
            .filter_map(|index| labels.get(index))
            .map(JsCast::unchecked_into::<HtmlElement>)
            .filter(|element| element.inner_text().trim().starts_with(label))
            .filter_map(|element| document().get_element_by_id(&element.get_attribute("for")?))
            // A choice of the same name is found by its role.
            .find(|control| control.get_attribute("type").as_deref() != Some("radio"))
            .unwrap_or_else(|| panic!("no field {label} in:\n{}", self.text()))
            .unchecked_into()
    }

    /// What a field holds.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        let field = self.field(label);
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            input.value()
        } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            select.value()
        } else {
            field.unchecked_into::<HtmlTextAreaElement>().value()
        }
    }

    /// Types `text` into the field in place of what it holds, or chooses it.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        let field = self.field(label);
        let mut event = "input";
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            input.set_value(text);
        } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            select.set_value(text);
            event = "change";
        } else {
            field.unchecked_ref::<HtmlTextAreaElement>().set_value(text);
        }
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        field.dispatch_event(&web_sys::Event::new_with_event_init_dict(event, &init).unwrap()).unwrap();
    }

    /// What describes a field: its hint, its limits, its error.
    #[track_caller]
    pub fn description(&self, label: &str) -> String {
        let ids = self.field(label).get_attribute("aria-describedby").unwrap_or_default();
        let parts = ids.split_whitespace().filter_map(|id| document().get_element_by_id(id));
        parts.map(|part| part.text_content().unwrap_or_default()).collect::<Vec<_>>().join(" ")
    }

    /// The cells of the table's rows as text, without those of boxes to tick.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let cells = |row: &HtmlElement| {
            let cells = row.query_selector_all("td:not(:has(> input)), th").unwrap();
            let cell = |index| cells.get(index).unwrap().unchecked_into::<HtmlElement>().inner_text();
            (0..cells.length()).map(|index| cell(index).trim().to_owned()).collect()
        };
        self.all("row").iter().map(cells).collect()
    }

    fn name(&self, element: &Element) -> String {
        let element: &HtmlElement = element.unchecked_ref();
        let label = || {
            let id = Some(element.id()).filter(|id| !id.is_empty())?;
            let label = self.root.query_selector(&format!("label[for='{id}']")).ok()??;
            Some(label.unchecked_into::<HtmlElement>().inner_text())
        };
        element.get_attribute("aria-label").or_else(label).unwrap_or_else(|| element.inner_text()).trim().to_owned()
    }
}

/// What is where the focus is says.
pub fn focused() -> String {
    let element = document().active_element();
    element.and_then(|element| element.text_content()).unwrap_or_default()
}
