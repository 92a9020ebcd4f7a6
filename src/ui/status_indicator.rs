//! A state: an icon and a word. The color only underlines them.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::view::{View, view};

/// How a state is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done, or in order.
    Success,
    /// Something is going on.
    InProgress,
    /// Waits for something.
    Pending,
    /// Works, but somebody should look at it.
    Warning,
    /// Failed.
    Error,
    /// Ended or inactive, and meant to be.
    Stopped,
    /// Neither good nor bad.
    Info,
}

impl Tone {
    /// The value of `data-tone`, from which the style sheet takes the color.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::InProgress => "in-progress",
            Self::Pending => "pending",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Stopped => "stopped",
            Self::Info => "info",
        }
    }

    /// The icon that stands for it.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Success => Icon::Success,
            Self::InProgress => Icon::InProgress,
            Self::Pending => Icon::Pending,
            Self::Warning => Icon::Warning,
            Self::Error => Icon::Error,
            Self::Stopped => Icon::Stopped,
            Self::Info => Icon::Info,
        }
    }
}

/// A state in one line.
#[component]
pub fn StatusIndicator(
    /// How it is to be taken.
    tone: Tone,
    /// The state in a word or a few.
    #[prop(into)]
    text: String,
) -> View {
    view! {
        <span class="status" data-tone=tone.name()>
            {icon(tone.icon())}
            <span>{text}</span>
        </span>
    }
}
