//! The list of a page: things of one kind that have been read whole, in a table that can be filtered, sorted, saved as a
//! file and made to look as one likes. Filter and order stand in the address.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::Value;

use super::addressed::use_addressed;
use super::detector_parts::{text, time as shown_time};
use super::table_tools::export::Content;
use super::table_tools::{Export, Preferences};
use crate::aws::Iso8601;
use crate::domain::export::Sheet;
use crate::domain::list_view::{ListView, Order};
use crate::format::{count, plural};
use crate::preferences::{table, use_preferences};
use crate::ui::table::{LONG, LongBody, Row, look};
use crate::ui::{Binding, EmptyState, SortDirection, SortHeader, Table, TextField};
use crate::view::{CollectView, View, focus_by_id, view};

/// With fewer rows a filter would only be in the way.
const FILTERED: usize = 6;

/// The id of the filter.
const FILTER: &str = "list-filter";

/// What a list is of.
pub(super) struct About {
    /// Names it in files and among the preferences, and names its rows in JSON.
    pub(super) name: &'static str,
    /// What the rows belong to, for the name of a file.
    pub(super) of: Option<String>,
    /// What the table lists.
    pub(super) caption: &'static str,
    /// What one row and what many are called.
    pub(super) rows: (&'static str, &'static str),
    /// How they are sorted unless somebody wants it otherwise; `None` for the order they come in.
    pub(super) order: Option<Order>,
}

/// A column of a list of `T`. The first names its row.
pub(super) struct Column<T> {
    /// AWS's name of the member that it shows.
    member: &'static str,
    heading: &'static str,
    kind: Kind,
    /// What it is sorted and filtered by, and what a file says.
    value: Box<dyn Fn(&T) -> Value>,
    cell: Box<dyn Fn(&T) -> View>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Names, states and numbers.
    Text,
    /// Sentences.
    Prose,
    /// Times, in which nobody searches for letters.
    Time,
}

impl<T: 'static> Column<T> {
    /// One of names, states or numbers.
    pub(super) fn new(
        member: &'static str,
        heading: &'static str,
        value: impl Fn(&T) -> Value + 'static,
        cell: impl Fn(&T) -> View + 'static,
    ) -> Self {
        Self { member, heading, kind: Kind::Text, value: Box::new(value), cell: Box::new(cell) }
    }

    /// One of texts that stand as they were sent.
    pub(super) fn text(member: &'static str, heading: &'static str, of: fn(&T) -> Option<&str>) -> Self {
        Self::new(member, heading, move |row| of(row).into(), move |row| text(of(row)))
    }

    /// The same, of sentences.
    pub(super) fn prose(self) -> Self {
        Self { kind: Kind::Prose, ..self }
    }

    /// One of times.
    pub(super) fn time(member: &'static str, heading: &'static str, time: fn(&T) -> Option<&Iso8601>) -> Self {
        let value = move |row: &T| time(row).map(|time| time.0.as_str()).into();
        let cell = move |row: &T| shown_time(time(row));
        Self { kind: Kind::Time, ..Self::new(member, heading, value, cell) }
    }
}

/// The list of `rows`.
pub(super) fn list<T: 'static>(about: About, columns: Vec<Column<T>>, rows: Vec<T>) -> View {
    let values = |row: &T| columns.iter().map(|column| (column.value)(row)).collect();
    let sheet = Sheet::new(columns.iter().map(|column| column.member).collect(), rows.iter().map(values).collect());
    let headings = columns.iter().map(|column| (column.heading, column.kind)).collect();
    let cell = move |column: usize, row: usize| (columns[column].cell)(&rows[row]);
    view! { <List about headings sheet cell=Box::new(cell)/> }
}

/// The same of any rows: compiled once.
#[component]
fn List(
    about: About,
    headings: Vec<(&'static str, Kind)>,
    sheet: Sheet,
    /// Draws what a column shows of a row.
    cell: Box<dyn Fn(usize, usize) -> View>,
) -> View {
    let About { name, of, caption, rows, order } = about;
    let members = sheet.columns().to_vec();
    let searched: Vec<usize> = (0..headings.len()).filter(|column| headings[*column].1 != Kind::Time).collect();
    let total = sheet.len();
    let hideable = std::iter::zip(&members, &headings).skip(1).map(|(member, (heading, _))| (*member, *heading));
    let hideable: Vec<_> = hideable.collect();
    let sheet = StoredValue::new(sheet);

    let addressed = use_addressed();
    let known = members.clone();
    let view = Memo::new(move |_| addressed.with(|query| ListView::from_query(&known, order, |name| query.get(name))));
    let known = members.clone();
    let set_view =
        Callback::new(move |view: ListView| addressed.set(ListView::PARAMETERS, view.to_query(&known, order)));
    let shown = Memo::new(move |_| sheet.with_value(|sheet| view.with(|view| view.places(sheet.rows(), &searched))));
    let words = RwSignal::new(untrack(|| use_preferences().text(&table(name))));

    let filter = Binding::new(Signal::derive(move || view.with(|view| view.filter.clone())), move |filter| {
        set_view.run(ListView { filter, ..view.get_untracked() });
    });
    let is_filtered = untrack(|| view.with(|view| !view.filter.is_empty()));
    let filter = (total > FILTERED || is_filtered)
        .then(|| view! { <TextField id=FILTER label="Filter" kind="search" value=filter/> });
    let clear = move |_| {
        set_view.run(ListView { filter: String::new(), ..view.get_untracked() });
        // The button goes.
        focus_by_id(FILTER.to_owned());
    };
    let is_empty = Memo::new(move |_| shown.with(Vec::is_empty));
    let no_match = move || {
        is_empty.get().then(|| {
            view! {
                <EmptyState heading=format!("No {} matches", rows.0)>
                    <button type="button" class="button" on:click=clear>"Clear filter"</button>
                </EmptyState>
            }
        })
    };
    let summary = move || {
        let all = plural(total, rows.0, rows.1);
        match shown.with(Vec::len) {
            shown if shown == total => all,
            shown => format!("{} of {all}", count(shown)),
        }
    };
    let content = move || Content {
        sheet: sheet.with_value(|sheet| sheet.only(&shown.get())),
        rows: name,
        name,
        of: of.clone(),
        is_partial: false,
    };

    let header = |(column, (heading, _)): (usize, &(&'static str, Kind))| {
        let direction = Signal::derive(move || {
            let order = view.with(|view| view.order).filter(|order| order.column == column)?;
            Some(if order.descending { SortDirection::Descending } else { SortDirection::Ascending })
        });
        let on_sort = move |()| set_view.run(view.with_untracked(|view| view.sorted_by(column)));
        view! { <SortHeader label=*heading direction on_sort/> }
    };
    let header = headings.iter().enumerate().map(header).collect_view();
    let cell = Rc::new(cell);
    let draw = move |place: usize| {
        let place = RwSignal::new(place);
        let cell = |(column, (_, kind)): (usize, &(&'static str, Kind))| {
            let cell = Rc::clone(&cell);
            let content = move || cell(column, place.get());
            match column {
                0 => view! { <th scope="row">{content}</th> },
                _ => view! { <td class=(*kind == Kind::Prose).then_some("prose")>{content}</td> },
            }
        };
        let cells = headings.iter().enumerate().map(cell).collect_view();
        let show = move |other| {
            place.maybe_update(|place| std::mem::replace(place, other) != other);
        };
        Row { view: view! { <tr>{cells}</tr> }, show: Box::new(show) }
    };
    let row_count = Signal::derive(move || (shown.with(Vec::len) + 1).to_string());
    let rows_of_one_height = if total > LONG { "long " } else { "" };
    let look = Signal::derive(move || rows_of_one_height.to_owned() + &look(&words.read(), &members));
    view! {
        <div class="toolbar">
            {filter}
            <p class="count" role="status">{summary}</p>
            <div class="actions">
                <Export
                    count=Signal::derive(move || shown.with(Vec::len))
                    is_partial=Signal::stored(false)
                    content=Box::new(content)
                />
                <Preferences name columns=hideable words/>
            </div>
        </div>
        <Table caption row_count look>
            <thead>
                <tr aria-rowindex="1">{header}</tr>
            </thead>
            <LongBody
                total=Signal::stored(total)
                rows=shown
                key=Box::new(|place: usize| place.to_string())
                draw=Box::new(draw)
            />
        </Table>
        {no_match}
    }
}
