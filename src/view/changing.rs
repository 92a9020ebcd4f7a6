//! What follows signals: effects, parts that are replaced, lists whose items stay.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::untrack;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

use super::View;
use crate::order::{sort_places, staying};

/// A list whose items keep their nodes, and what is focused or typed in them, for as long as they are in it.
///
/// Each item is drawn by `row`, as one element, when it first appears. Items are texts: compiled once.
pub fn each(items: impl Fn() -> Vec<String> + 'static, row: impl Fn(String) -> View + 'static) -> View {
    each_placed(Box::new(items), Box::new(move |_, item| row(item).into()), Box::new(|_, _| {}))
}

/// An item of a list as it is drawn.
pub struct Item {
    /// One element.
    pub view: View,
    /// Makes the element show what the item at a place of the list says, be it another item, and says whether it can.
    /// Only what differs is written then, which is far less work than a new element.
    pub refill: Option<Refill>,
}

/// Takes a place in the list.
pub type Refill = Box<dyn Fn(usize) -> bool>;

impl From<View> for Item {
    fn from(view: View) -> Self {
        Self { view, refill: None }
    }
}

/// Is told where an element of a list stands.
pub type Placed = Box<dyn Fn(usize, &Element)>;

/// The same; `row` is told of the place in the list, and so is `placed` of each element, whenever the list was asked
/// for. The element of an item that is gone shows a new one if it can, unless somebody is at work in it.
pub fn each_placed(
    items: Box<dyn Fn() -> Vec<String>>,
    row: Box<dyn Fn(usize, String) -> Item>,
    placed: Placed,
) -> View {
    let (view, end) = anchored();
    // The rows outlive the effect's runs, each of which ends what it made itself.
    let around = Owner::current().unwrap_or_default().downgrade();
    let mut known: Vec<String> = Vec::new();
    let mut rows: Vec<Option<Row>> = Vec::new();
    let mut spare: Vec<Row> = Vec::new();
    at_once(Box::new(move || {
        let new = items();
        let mut before: Vec<usize> = (0..known.len()).collect();
        sort_places(&mut before, &|left, right| known[left].cmp(&known[right]));
        let place_before = |item: &String| {
            let found = before.binary_search_by(|place| known[*place].cmp(item)).ok()?;
            Some(before[found])
        };
        let places: Vec<Option<usize>> = new.iter().map(place_before).collect();
        rows = rearrange(&mut rows, &mut spare, places, &end, &|place| {
            let owner = around.upgrade().unwrap_or_default().with(Owner::new);
            let Item { view, refill } = owner.with(|| untrack(|| row(place, new[place].clone())));
            view.0.map(|node| Row { node, owner, refill })
        });
        for (place, row) in rows.iter().enumerate() {
            if let Some(element) = row.as_ref().and_then(|row| row.node.dyn_ref()) {
                placed(place, element);
            }
        }
        known = new;
    }));
    view
}

/// An item of a list.
struct Row {
    node: Node,
    /// Ends what the row has started when it is dropped.
    owner: Owner,
    refill: Option<Refill>,
}

impl Row {
    /// Shows the item at `place` if it can.
    fn refill(&self, place: usize) -> bool {
        self.refill.as_ref().is_some_and(|refill| untrack(|| refill(place)))
    }

    /// Whether the keyboard or the pointer is in it: what it shows may not change under them.
    fn is_in_use(&self) -> bool {
        let element: Option<&Element> = self.node.dyn_ref();
        element.is_some_and(|element| element.matches(":focus-within, :active") == Ok(true))
    }
}

/// Takes those of `rows` that `places` names, fills or makes those it does not, and puts them in this order before
/// `end`. What is left and can be filled is put aside as `spare`.
fn rearrange(
    rows: &mut [Option<Row>],
    spare: &mut Vec<Row>,
    mut places: Vec<Option<usize>>,
    end: &Node,
    make: &dyn Fn(usize) -> Option<Row>,
) -> Vec<Option<Row>> {
    let mut arranged: Vec<Option<Row>> =
        places.iter().map(|before| before.and_then(|before| rows[before].take())).collect();
    for (place, row) in arranged.iter().enumerate() {
        // It may say something else by now.
        row.as_ref().map(|row| row.refill(place));
    }
    let mut gone = Vec::new();
    let mut left = Vec::new();
    for (before, row) in rows.iter_mut().enumerate() {
        match row.take() {
            Some(row) if row.refill.is_none() || row.is_in_use() => gone.push(row),
            Some(row) => left.push((Some(before), row)),
            None => {}
        }
    }
    // Those put aside come last, and are moved wherever they go.
    let mut left = left.into_iter().chain(std::mem::take(spare).into_iter().map(|row| (None, row)));
    let mut next = None;
    for (place, row) in arranged.iter_mut().enumerate().filter(|(_, row)| row.is_none()) {
        next = next.or_else(|| left.next());
        match next.take_if(|(_, row)| row.refill(place)) {
            Some((before, refilled)) => {
                places[place] = before;
                *row = Some(refilled);
            }
            None => {
                places[place] = None;
                *row = make(place);
            }
        }
    }
    for (_, row) in next.into_iter().chain(left) {
        remove(&row.node);
        spare.push(row);
    }
    for Row { node, owner, .. } in gone {
        // Its listeners go first: removing a focused element is an event, too.
        drop(owner);
        remove(&node);
    }
    arrange(&arranged, &staying(&places), end);
    arranged
}

/// Puts `rows` before `end` in this order, moving those only that do not stay.
fn arrange(rows: &[Option<Row>], stays: &[bool], end: &Node) {
    let Some(parent) = end.parent_node() else { return };
    let mut next = end.clone();
    for (row, stays) in rows.iter().zip(stays).rev() {
        let Some(Row { node, .. }) = row else { continue };
        if !stays {
            let _refused = parent.insert_before(node, Some(&next));
        }
        next = node.clone();
    }
}

/// Runs `run` once what is being built is on the page, and again whenever a signal changes that it looked at, as long
/// as the component around is there. Compiled once, unlike Leptos' `Effect`.
pub fn effect(run: impl FnMut() + 'static) {
    fn boxed(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    boxed(Box::new(run));
}

/// Runs `run` now, and again whenever a signal changes that it looked at, as long as the component around is there.
pub(super) fn at_once(mut run: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

/// A part that is replaced whenever a signal changes that `content` looked at.
pub(super) fn changing(mut content: Box<dyn FnMut() -> View>) -> View {
    let (view, end) = anchored();
    let start = end.previous_sibling();
    at_once(Box::new(move || {
        let new = content().0;
        let old = end.previous_sibling().filter(|old| Some(old) != start.as_ref());
        // A text that says the same is not said again by a screen reader.
        if let (Some(old), Some(new)) = (&old, &new)
            && old.previous_sibling() == start
            && let (Some(old), Some(new)) = (old.dyn_ref::<Text>(), new.dyn_ref::<Text>())
        {
            let text = new.data();
            if old.data() != text {
                old.set_data(&text);
            }
            return;
        }
        while let Some(old) = end.previous_sibling().filter(|old| Some(old) != start.as_ref()) {
            remove(&old);
        }
        if let (Some(new), Some(parent)) = (new, end.parent_node()) {
            let _refused = parent.insert_before(&new, Some(&end));
        }
    }));
    view
}

/// A fragment of two empty texts, and the second one: what stands between them can be found again.
fn anchored() -> (View, Node) {
    let anchor = || Node::from(document().create_text_node(""));
    let end = anchor();
    let fragment = View::all([View(Some(anchor())), View(Some(end.clone()))]);
    (fragment, end)
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // Refused only where somebody else has removed it.
        let _refused = parent.remove_child(node);
    }
}
