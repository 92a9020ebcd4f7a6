//! A tab with the console in it, without a browser: clock, storage, windows and the other tabs are the test's.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use detect_console::aws::endpoint::Override;
use detect_console::aws::iot::{GetBehaviorModelTrainingSummaries, SecurityProfileName};
use detect_console::aws::platform::Platform;
use detect_console::aws::{CallError, Client, Endpoints, Service, Timestamp};
use detect_console::config::AuthConfig;
use detect_console::session::attempt::Return;
use detect_console::session::limits::Limits;
use detect_console::session::responders::{Responders, Standing};
use detect_console::session::surroundings::Surroundings;
use detect_console::session::tabs::Message;
use detect_console::session::{Session, SessionState};
use futures_executor::{LocalPool, LocalSpawner};
use futures_util::future::{FutureExt, LocalBoxFuture};
use futures_util::task::LocalSpawnExt;
use leptos::prelude::{GetUntracked, untrack};
use serde_json::{Value, json};

use super::cognito::{Cognito, login, pool, region};
use super::scripted::Aws;

/// A clock that moves when the test says so.
#[derive(Clone, Default)]
pub(crate) struct Clock {
    seconds: Rc<Cell<i64>>,
    sleepers: Rc<RefCell<Vec<Waker>>>,
    drawn: Rc<Cell<u32>>,
}

impl Clock {
    fn advance(&self, by: Duration) {
        self.seconds.set(self.seconds.get() + i64::try_from(by.as_secs()).unwrap());
        self.sleepers.take().iter().for_each(Waker::wake_by_ref);
    }
}

impl Platform for Clock {
    fn now(&self) -> Timestamp {
        // 2026-11-20T12:00:00Z
        Timestamp::from_seconds(1_795_176_000 + self.seconds.get())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        let (clock, until) = (self.clone(), self.now().plus(duration));
        poll_fn(move |context| {
            if until <= clock.now() {
                return Poll::Ready(());
            }
            clock.sleepers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .boxed_local()
    }

    fn is_online(&self) -> bool {
        true
    }

    fn random_bits(&self) -> u32 {
        self.drawn.set(self.drawn.get() + 1);
        // Large ones: whoever waits for a random time waits.
        u32::MAX - self.drawn.get()
    }
}

/// The browser around the tab.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) address: Rc<RefCell<String>>,
    pub(crate) storage: Rc<RefCell<BTreeMap<String, String>>>,
    /// Where the tab has gone to.
    pub(crate) left_for: Rc<RefCell<Vec<String>>>,
    /// What was opened in windows.
    pub(crate) windows: Rc<RefCell<Vec<String>>>,
    pub(crate) lets_open: Rc<Cell<bool>>,
    pub(crate) may_leave: Rc<Cell<bool>>,
    pub(crate) is_closed: Rc<Cell<bool>>,
    pub(crate) told: Rc<RefCell<Vec<Message>>>,
    spawner: LocalSpawner,
}

impl Surroundings for Browser {
    fn here(&self) -> String {
        "https://console.example/".to_owned()
    }

    fn address(&self) -> String {
        self.address.borrow().clone()
    }

    fn parameter(&self, name: &str) -> Option<String> {
        parameter(&self.address.borrow(), name)
    }

    fn go(&self, path: &str) {
        *self.address.borrow_mut() = path.to_owned();
    }

    fn keep(&self, key: &str, text: &str) {
        self.storage.borrow_mut().insert(key.to_owned(), text.to_owned());
    }

    fn take(&self, key: &str) -> Option<String> {
        self.storage.borrow_mut().remove(key)
    }

    fn leave_for(&self, url: &str) {
        self.left_for.borrow_mut().push(url.to_owned());
    }

    fn may_leave(&self) -> bool {
        self.may_leave.get()
    }

    fn open(&self, url: &str) -> bool {
        if self.lets_open.get() {
            self.windows.borrow_mut().push(url.to_owned());
        }
        self.lets_open.get()
    }

    fn close(&self) {
        self.is_closed.set(true);
    }

    fn tell(&self, message: &Message) {
        self.told.borrow_mut().push(message.clone());
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        self.spawner.spawn_local(task).unwrap();
    }
}

/// A parameter of an address. Nothing that the tests write there is encoded but spaces and slashes of no interest.
fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(ToOwned::to_owned))
}

/// What becomes of a request.
pub(crate) type Outcome = Rc<RefCell<Option<Result<(), CallError>>>>;

/// A tab with the console in it.
pub(crate) struct Tab {
    pool: RefCell<LocalPool>,
    pub(crate) clock: Clock,
    pub(crate) cognito: Cognito,
    pub(crate) aws: Aws,
    pub(crate) browser: Browser,
    pub(crate) session: Session,
}

/// Ways in, as `config.json` has them.
pub(crate) fn ways_in(guests: bool, users: bool) -> AuthConfig {
    AuthConfig {
        region: region(),
        identity_pool_id: pool(),
        guests,
        managed_login: users.then(login),
        limits: Limits::default(),
        responders: Responders {
            groups: vec!["responder".to_owned()],
            idle: Duration::from_secs(5 * 60),
            ..Responders::default()
        },
    }
}

impl Tab {
    /// A tab that has loaded `address`.
    pub(crate) fn open(auth: AuthConfig, address: &str) -> Self {
        let clock = Clock::default();
        let pool = LocalPool::new();
        let browser = Browser {
            address: Rc::new(RefCell::new(address.to_owned())),
            storage: Rc::default(),
            left_for: Rc::default(),
            windows: Rc::default(),
            lets_open: Rc::new(Cell::new(true)),
            may_leave: Rc::new(Cell::new(true)),
            is_closed: Rc::default(),
            told: Rc::default(),
            spawner: pool.spawner(),
        };
        let cognito = Cognito::new(clock.clone());
        cognito.grants.borrow_mut().clear();
        let aws = cognito.aws();
        let session = load(&auth, &aws, &clock, &browser);
        let tab = Self { pool: RefCell::new(pool), clock, cognito, aws, browser, session };
        tab.settle();
        tab
    }

    /// Where only users are let in.
    pub(crate) fn for_users() -> Self {
        Self::open(ways_in(false, true), "/training")
    }

    /// Where a user of `groups` has signed in.
    pub(crate) fn of_user(subject: &str, groups: &[&str]) -> Self {
        let mut tab = Self::for_users();
        tab.sign_in(subject, groups, 0);
        tab
    }

    /// Signs in as whoever gave a password `minutes_ago`.
    pub(crate) fn sign_in(&mut self, subject: &str, groups: &[&str], minutes_ago: i64) {
        self.session.sign_in();
        let url = self.browser.left_for.borrow().last().unwrap().clone();
        self.come_back(&ways_in(false, true), &self.grant(&url, subject, groups, minutes_ago));
    }

    /// The browser comes back from elsewhere, and loads the console anew.
    pub(crate) fn come_back(&mut self, auth: &AuthConfig, returned: &Return) {
        *self.browser.address.borrow_mut() = match returned {
            Return { state, answer: Ok(code) } => format!("/?code={code}&state={}", state.as_deref().unwrap_or("")),
            Return { state: Some(state), answer: Err((error, _)) } => format!("/?error={error}&state={state}"),
            Return { state: None, answer: Err((error, _)) } => format!("/?error={error}"),
        };
        self.reload(auth);
    }

    pub(crate) fn reload(&mut self, auth: &AuthConfig) {
        self.session = load(auth, &self.aws, &self.clock, &self.browser);
        self.settle();
    }

    /// What managed login answers when `url` is opened and somebody signs in who gave a password `minutes_ago`.
    pub(crate) fn grant(&self, url: &str, subject: &str, groups: &[&str], minutes_ago: i64) -> Return {
        let given = self.cognito.seconds() - minutes_ago * 60;
        self.grant_with(
            url,
            json!({ "sub": subject, "cognito:username": subject, "cognito:groups": groups, "auth_time": given }),
        )
    }

    fn grant_with(&self, url: &str, mut claims: Value) -> Return {
        claims["nonce"] = json!(parameter(url, "nonce").unwrap());
        self.cognito.issued.set(self.cognito.issued.get() + 1);
        let code = format!("code-{}", self.cognito.issued.get());
        self.cognito.grants.borrow_mut().insert(code.clone(), claims);
        Return { state: parameter(url, "state"), answer: Ok(code) }
    }

    /// Signs in again, in the window that was opened last, as whoever gave a password `minutes_ago`.
    pub(crate) fn sign_in_again(&self, subject: &str, groups: &[&str], minutes_ago: i64) {
        self.session.sign_in_again();
        let url = self.last_window();
        assert!(url.contains("&prompt=login"), "whoever sits there by now: {url}");
        self.hear(Message::Answer(self.grant(&url, subject, groups, minutes_ago)));
    }

    /// The page in the window that was opened last.
    pub(crate) fn last_window(&self) -> String {
        self.browser.windows.borrow().last().unwrap().clone()
    }

    pub(crate) fn hear(&self, message: Message) {
        self.session.hear(message);
        self.settle();
    }

    /// Lets everything happen that waits for nothing.
    pub(crate) fn settle(&self) {
        self.pool.borrow_mut().run_until_stalled();
    }

    /// Lets time pass without anybody at work.
    pub(crate) fn wait(&self, minutes: u64) {
        self.wait_seconds(minutes * 60);
    }

    pub(crate) fn wait_seconds(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.session.look_at_limits();
        self.settle();
    }

    /// Lets time pass with somebody at work.
    pub(crate) fn work(&self, minutes: u64) {
        for _ in 0..minutes {
            self.wait(1);
            self.session.stay();
        }
        self.settle();
    }

    pub(crate) fn state(&self) -> SessionState {
        self.session.state.get_untracked()
    }

    pub(crate) fn visit(&self) -> u32 {
        self.session.visit.get_untracked()
    }

    pub(crate) fn standing(&self) -> Option<Standing> {
        untrack(|| self.session.standing())
    }

    /// Sends a request on behalf of what is shown.
    pub(crate) fn request(&self) -> Outcome {
        let (outcome, client) = (Outcome::default(), self.session.client(self.visit()));
        let told = Rc::clone(&outcome);
        // So that what was sent tells whom for.
        let name = SecurityProfileName::new(format!("visit-{}", self.visit())).ok();
        let asked = GetBehaviorModelTrainingSummaries { security_profile_name: name, ..Default::default() };
        let request = async move {
            let answer = client.call(&region(), &asked).await;
            *told.borrow_mut() = Some(answer.map(drop));
        };
        self.browser.spawn(request.boxed_local());
        self.settle();
        outcome
    }
}

/// Loads the console.
fn load(auth: &AuthConfig, aws: &Aws, clock: &Clock, browser: &Browser) -> Session {
    let domain = Override { url: "https://login.example".to_owned(), signing_host: None };
    let endpoints = Endpoints(vec![(Service::ManagedLogin, domain)]);
    let client = Client::new(Box::new(aws.clone()), Rc::new(clock.clone()), endpoints);
    let session = Session::new(&client, auth.clone(), Rc::new(browser.clone()));
    session.begin();
    session
}
