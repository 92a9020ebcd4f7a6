//! The body of a table that may be long. The rows in sight are drawn, and gaps as high as all others would be: the page
//! scrolls as if they were there.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::parts::{Part, around, parts};
use super::watch_size;
use crate::view::{Item, NodeRef, View, each_placed, view};

/// Tables that are no longer are drawn whole: the browser then finds in them what is searched for on the page.
pub const LONG: usize = 200;

/// What is drawn until there are rows to measure.
const AT_FIRST: Range<usize> = 0..40;

/// What is drawn of the rows.
#[derive(Clone, Debug, PartialEq)]
struct Sight {
    drawn: Range<usize>,
    /// The row with the focus, which must not lose it to scrolling.
    kept: Option<usize>,
    /// How high a row is, in pixels: all of them are.
    row_height: f64,
}

/// A row as it is drawn.
pub struct Row {
    /// The row.
    pub view: View,
    /// Shows the row of another place in it.
    pub show: Box<dyn Fn(usize)>,
}

/// The rows of a table, in `tbody`. All are of one height if there are many.
#[component]
pub fn LongBody(
    /// How many there are without a filter.
    total: Signal<usize>,
    /// The places of the rows to show, in their order.
    rows: Memo<Vec<usize>>,
    /// Says what the row of a place shows. As long as it says the same, the row stays as it is.
    key: Box<dyn Fn(usize) -> String>,
    /// Draws the row of a place.
    draw: Box<dyn Fn(usize) -> Row>,
) -> View {
    let body = NodeRef::new();
    let sight = Rc::new(RefCell::new(Sight { drawn: AT_FIRST, kept: None, row_height: 0.0 }));
    // Changes with what is in sight: signals of one more type would be kilobytes more.
    let moved = RwSignal::new(false);
    let known = Rc::clone(&sight);
    let look: Rc<dyn Fn()> = Rc::new(move || {
        // Gone where the page was left before the frame came.
        let Some(body) = body.get() else { return };
        let seen = (total.get_untracked() > LONG).then(|| look_at(&body)).flatten();
        if let Some(seen) = seen.filter(|seen| *known.borrow() != *seen) {
            known.replace(seen);
            moved.update(|moved| *moved = !*moved);
        }
    });
    // The Tab key does not wait for the frame in which the page has scrolled.
    for event in ["scroll", "focusin"] {
        let look = Rc::clone(&look);
        let listener = window_event_listener_untyped(event, move |_| look());
        on_cleanup(move || listener.remove());
    }
    // What stands above may have moved the table, too. A frame later, since what is drawn then changes its size.
    let page = || document().body().map(Element::from).into_iter().collect();
    let at_frame = move || {
        let look = Rc::clone(&look);
        request_animation_frame(move || look());
    };
    watch_size(Box::new(page), Rc::new(at_frame));

    let drawn = Rc::new(RefCell::new(Vec::new()));
    let place_of = move |part| match part {
        Part::Row(index) => rows.with(|rows| rows.get(index).copied()),
        Part::Gap(_) => None,
    };
    let items = {
        let (sight, drawn) = (Rc::clone(&sight), Rc::clone(&drawn));
        move || {
            moved.track();
            let count = rows.with(Vec::len);
            let new = match sight.borrow().clone() {
                Sight { drawn, kept, .. } if total.get() > LONG => parts(count, drawn, kept),
                _ => parts(count, 0..count, None),
            };
            // Each gap stays on its side of the rows, which would be moved past it otherwise, and lose the focus.
            let gap = |position: usize| {
                ["first", "between", "last"][usize::from(position > 0) + usize::from(position + 1 == new.len())]
            };
            let item =
                |(position, part): (usize, &Part)| place_of(*part).map_or_else(|| gap(position).to_owned(), &key);
            let items = new.iter().enumerate().map(item).collect();
            drawn.replace(new);
            items
        }
    };
    let part = move |position: usize| drawn.borrow()[position];
    let place_at = {
        let part = part.clone();
        move |position| place_of(part(position))
    };
    let item = move |position, _| {
        let Some(place) = place_at(position) else {
            return view! { <tr class="gap" aria-hidden="true"><td></td></tr> }.into();
        };
        let Row { view, show } = draw(place);
        let place_at = place_at.clone();
        let refill = move |position| place_at(position).map(&show).is_some();
        Item { view, refill: Some(Box::new(refill)) }
    };
    let placed = move |position, element: &Element| {
        let (name, value) = match part(position) {
            // The header is the first.
            Part::Row(index) => ("aria-rowindex", index + 2),
            // The content security policy forbids a style here.
            Part::Gap(rows) => ("height", pixels(rows, sight.borrow().row_height)),
        };
        let _refused = element.set_attribute(name, &value.to_string());
    };
    view! { <tbody node_ref=body>{each_placed(Box::new(items), Box::new(item), Box::new(placed))}</tbody> }
}

/// What is in sight of the rows of `body`, which are drawn in part; `None` where there is nothing to go by.
fn look_at(body: &Element) -> Option<Sight> {
    let row = body.query_selector("[aria-rowindex]").ok()??;
    let row_height = Some(row.get_bounding_client_rect().height()).filter(|height| *height > 0.0)?;
    let top = -body.get_bounding_client_rect().top();
    let bottom = top + window().inner_height().ok()?.as_f64()?;
    let focused = document().active_element().filter(|focused| body.contains(Some(focused)));
    let focused = focused.and_then(|focused| focused.closest("[aria-rowindex]").ok()?);
    let index = focused.and_then(|row| row.get_attribute("aria-rowindex")?.parse::<usize>().ok());
    Some(Sight {
        drawn: around(rows_in(top, row_height)..rows_in(bottom, row_height) + 1),
        kept: index.map(|index| index - 2),
        row_height,
    })
}

/// How many whole rows fit into a height.
#[expect(clippy::as_conversions, reason = "saturates; the standard library has no other way from f64 to usize")]
fn rows_in(height: f64, row_height: f64) -> usize {
    (height / row_height) as usize
}

/// How high so many rows are, in whole pixels.
#[expect(clippy::as_conversions, reason = "no table has so many rows; the standard library has no other way")]
fn pixels(rows: usize, row_height: f64) -> usize {
    (rows as f64 * row_height).round() as usize
}
