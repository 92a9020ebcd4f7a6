//! Leads from a failure to what was sent, and what came back.

use super::link::Link;
use crate::routes;
use crate::view::{View, view};

/// A line with a link to the details of a call in the request log, where its number is known.
#[must_use]
pub fn see_request(call: Option<u32>) -> Option<View> {
    call.map(|number| view! { <p><Link to=routes::call(number)>"See the request"</Link></p> })
}
