//! Icons: drawn here, inline, one path each, in the color of the text around them.
//!
//! They decorate. Whatever one means is said in words beside it, so all are hidden from assistive technology.

use crate::view::{View, view};

/// What there is an icon for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tick in a circle.
    Success,
    /// A clock.
    Pending,
    /// An open circle that turns.
    InProgress,
    /// An exclamation mark in a triangle.
    Warning,
    /// A cross in a circle.
    Error,
    /// A bar in a circle.
    Stopped,
    /// An `i` in a circle.
    Info,
    /// Two sheets.
    Copy,
    /// A tick.
    Done,
    /// Three lines.
    Menu,
    /// An arrow down to a line.
    Export,
    /// The console's own mark: a signal that leaves its base line.
    Product,
    /// A triangle that points up.
    Ascending,
    /// A triangle that points down.
    Descending,
    /// Two triangles, up and down.
    Sortable,
    /// Two arrows, up and down.
    Requests,
}

impl Icon {
    /// The path, on a canvas of 16 by 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Success => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM5.1 8.2l2 2l3.8-4",
            Self::Pending => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM8 4.6V8l2.2 1.6",
            Self::InProgress => "M8 1.75a6.25 6.25 0 1 1-6.25 6.25",
            Self::Warning => "M8 2l6.4 11.5H1.6zM8 6.4v3.2M8 11.5v.1",
            Self::Error => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Self::Stopped => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM5.2 8h5.6",
            Self::Info => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM8 7.4v3.8M8 4.8v.1",
            Self::Copy => "M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3",
            Self::Done => "M3 8.5l3.2 3.2L13 4.8",
            Self::Menu => "M2 4h12M2 8h12M2 12h12",
            Self::Export => "M8 2v8M4.8 7L8 10.2L11.2 7M3 13.5h10",
            Self::Product => "M1 10h3L6.2 3l3.4 10L11.6 8H15",
            Self::Ascending => "M8 5.5l3.5 5h-7z",
            Self::Descending => "M8 10.5l3.5-5h-7z",
            Self::Sortable => "M8 2.5l3 4H5zM8 13.5l3-4H5z",
            Self::Requests => "M5 13V3M2.25 5.75L5 3l2.75 2.75M11 3v10M8.25 10.25L11 13l2.75-2.75",
        }
    }

    /// Whether its areas are filled, not its lines drawn.
    const fn is_solid(self) -> bool {
        matches!(self, Self::Ascending | Self::Descending | Self::Sortable)
    }
}

/// Draws an icon, as high as the text beside it.
pub fn icon(icon: Icon) -> View {
    view! {
        <svg
            class="icon"
            class:solid=icon.is_solid()
            class:turning=icon == Icon::InProgress
            viewBox="0 0 16 16"
            aria-hidden="true"
        >
            <path d=icon.path() />
        </svg>
    }
}
