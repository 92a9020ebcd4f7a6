//! What a session needs of the browser around it.

use futures_util::future::LocalBoxFuture;

use super::tabs::Message;

/// The browser around a session. The real one is in `session::browser`; tests hand in one that they control.
pub trait Surroundings {
    /// The address of the console as a whole, with a slash at its end.
    fn here(&self) -> String;
    /// The path of the page below the console, with its query.
    fn address(&self) -> String;
    /// A parameter of the page's address.
    fn parameter(&self, name: &str) -> Option<String>;
    /// Goes to another page of the console in place of this one.
    fn go(&self, path: &str);
    /// Keeps `text` while the browser is elsewhere. For this tab alone.
    fn keep(&self, key: &str, text: &str);
    /// What was kept. It is not, afterwards.
    fn take(&self, key: &str) -> Option<String>;
    /// Leaves the console for `url`.
    fn leave_for(&self, url: &str);
    /// Whether nothing that matters is lost by leaving the page, or the user wants to leave all the same.
    fn may_leave(&self) -> bool;
    /// Opens `url` in a window of its own. Whether the browser has let us.
    fn open(&self, url: &str) -> bool;
    /// Closes the window, if a script has opened it.
    fn close(&self);
    /// Tells the other tabs.
    fn tell(&self, message: &Message);
    /// Sees a task through, whoever else goes on.
    fn spawn(&self, task: LocalBoxFuture<'static, ()>);
}
