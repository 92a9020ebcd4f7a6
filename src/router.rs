//! The address of the page: reads it, follows Back and Forward, takes clicks on links, goes to other pages.
//!
//! What an address means stands in [`crate::routes`]. Here is what needs the browser.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, History, HtmlAnchorElement, MouseEvent};

use crate::routes::{Page, Query};

/// Where the console is. A handle; copies are the same.
#[derive(Clone, Copy)]
pub struct Router {
    base: StoredValue<String>,
    path: ReadSignal<String>,
    set_path: WriteSignal<String>,
    query: ReadSignal<Query>,
    set_query: WriteSignal<Query>,
    /// Whether the browser is on its way out of a layer, which takes it a moment.
    is_leaving: StoredValue<bool>,
    /// What to put in place of the address below the layer when it is there.
    instead: StoredValue<Option<String>>,
}

/// What Back leads to after going somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// Where one was.
    Here,
    /// Where one was before.
    Before,
}

/// Provides the router to the components below.
///
/// `base` is the path the console is hosted under, without a slash at its end: empty at the root of a host.
pub fn provide_router(base: String) {
    let (path, set_path) = signal(String::new());
    let (query, set_query) = signal(Query::default());
    let router = Router {
        base: StoredValue::new(base),
        path,
        set_path,
        query,
        set_query,
        is_leaving: StoredValue::new(false),
        instead: StoredValue::new(None),
    };
    router.read_address();
    provide_context(router);
    let back = window_event_listener_untyped("popstate", move |_| router.arrive());
    let click = window_event_listener_untyped("click", move |event| router.take_click(&event));
    on_cleanup(move || {
        back.remove();
        click.remove();
    });
}

/// The router around.
#[must_use]
pub fn use_router() -> Router {
    expect_context()
}

/// The page that the address leads to.
#[must_use]
pub fn use_page() -> Memo<Page> {
    let path = use_router().path;
    Memo::new(move |_| path.with(|path| Page::at(path)))
}

/// What `find` finds in the page of the address, such as the identifier it names.
///
/// Where the address has just gone on to another page, what was found last: the page that asks is about to end.
#[must_use]
pub fn use_named(find: fn(Page) -> Option<String>) -> Memo<String> {
    let page = use_page();
    Memo::new(move |last: Option<&String>| find(page.get()).or_else(|| last.cloned()).unwrap_or_default())
}

impl Router {
    /// The path of the page, below the base.
    #[must_use]
    pub fn path(self) -> ReadSignal<String> {
        self.path
    }

    /// The query of the address.
    #[must_use]
    pub fn query(self) -> ReadSignal<Query> {
        self.query
    }

    /// The path of the page below the base, with its query.
    #[must_use]
    pub fn address(self) -> String {
        self.path.get_untracked() + &self.query.with_untracked(Query::to_string)
    }

    /// Where a link to `path`, a path below the base with its query, leads.
    #[must_use]
    pub fn href(self, path: &str) -> String {
        self.base.with_value(|base| format!("{base}{path}"))
    }

    /// Goes to `path`, a path below the base with its query.
    pub fn go(self, path: &str, back: Back) {
        let url = self.href(path);
        if self.is_leaving.get_value() || back == Back::Before && self.is_in_layer() {
            // Where one was before is the entry below the layer.
            self.instead.set_value(Some(url));
            self.leave_layer();
        } else {
            // Browsers refuse when the address changes hundreds of times a minute. It then lags behind the page, which
            // is better than a page that shows one thing and works on another.
            let _refused = window().history().and_then(|history| match back {
                Back::Here => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
                Back::Before => replace(&history, &url),
            });
        }
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if self.path.with_untracked(|known| known != path) {
            // Another page begins at its top.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.show(path.to_owned(), Query::read(query));
    }

    /// Replaces the query of the address. The page stays, and Back leads to the page before.
    pub fn set_query(self, query: &Query) {
        self.go(&(self.path.get_untracked() + &query.to_string()), Back::Before);
    }

    /// Lays something over the page, at the same address: Back leads to the page below. Whoever opens it listens to
    /// `popstate`, and asks [`Self::is_in_layer`] then.
    pub fn open_layer(self) {
        self.is_leaving.set_value(false);
        let _refused = window().history().and_then(|history| history.push_state(&JsValue::TRUE, ""));
    }

    /// Whether the browser is at the entry of a layer.
    #[must_use]
    pub fn is_in_layer(self) -> bool {
        let state = window().history().and_then(|history| history.state());
        !self.is_leaving.get_value() && state.is_ok_and(|state| state == JsValue::TRUE)
    }

    /// Goes back to the page below, as Back does. Says whether there was a layer to leave.
    pub fn close_layer(self) -> bool {
        let is_in_layer = self.is_in_layer();
        if is_in_layer {
            self.leave_layer();
        }
        is_in_layer
    }

    fn leave_layer(self) {
        if !self.is_leaving.get_value() {
            self.is_leaving.set_value(true);
            let _refused = window().history().and_then(|history| history.back());
        }
    }

    /// The browser has gone back or forward.
    fn arrive(self) {
        self.is_leaving.set_value(false);
        match self.instead.try_update_value(Option::take).flatten() {
            // It is on show already.
            Some(url) => {
                let _refused = window().history().and_then(|history| replace(&history, &url));
            }
            None => self.read_address(),
        }
    }

    /// The rest of `path` behind the base; `None` for a path elsewhere.
    fn below_base(self, path: &str) -> Option<String> {
        let rest = self.base.with_value(|base| path.strip_prefix(base.as_str()).map(ToOwned::to_owned))?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    fn read_address(self) {
        let location = window().location();
        let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
        let path = self.below_base(&path).unwrap_or(path);
        // `//training` written into a link would name a host.
        self.show(format!("/{}", path.trim_start_matches('/')), Query::read(&query));
    }

    fn show(self, path: String, query: Query) {
        // What only looks at one of them is not told of the other.
        if self.query.with_untracked(|known| *known != query) {
            self.set_query.set(query);
        }
        if self.path.with_untracked(|known| *known != path) {
            self.set_path.set(path);
        }
    }

    /// Goes where a link leads, if that is a page of the console and the browser was not asked for anything else.
    fn take_click(self, event: &Event) {
        let click: &MouseEvent = event.unchecked_ref();
        if click.default_prevented()
            || click.button() != 0
            || click.meta_key()
            || click.ctrl_key()
            || click.shift_key()
            || click.alt_key()
        {
            return;
        }
        let target = click.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let path = self.below_base(&link.pathname());
        let is_of_console = Ok(link.origin()) == window().location().origin() && link.target().is_empty();
        if let Some(path) = path
            && is_of_console
            && !link.has_attribute("download")
            && link.hash().is_empty()
        {
            event.prevent_default();
            // As browsers do it: a link to where one is adds no step back.
            let back = if Ok(link.href()) == window().location().href() { Back::Before } else { Back::Here };
            self.go(&(path + &link.search()), back);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

fn replace(history: &History, url: &str) -> Result<(), JsValue> {
    history.replace_state_with_url(&JsValue::NULL, "", Some(url))
}
