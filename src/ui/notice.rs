//! A box that tells something about the page or a part of it, in place, for as long as it holds.

use leptos::prelude::*;

use super::icon::icon;
use super::status_indicator::Tone;
use crate::view::{View, view};

/// Whether assistive technology reads a notice out when it appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Announce {
    /// Not: it has been there from the start, or focus moves to it.
    #[default]
    No,
    /// When the user pauses.
    Politely,
    /// At once. For errors only.
    AtOnce,
}

impl Announce {
    /// The ARIA role that has this effect.
    #[must_use]
    pub const fn role(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Politely => Some("status"),
            Self::AtOnce => Some("alert"),
        }
    }
}

/// A notice.
#[component]
pub fn Notice(
    /// How it is to be taken.
    tone: Tone,
    /// What it comes down to.
    #[prop(into)]
    heading: String,
    /// Whether it is read out when it appears.
    #[prop(optional)]
    announce: Announce,
    /// Buttons and links: what can be done about it.
    #[prop(optional, into)]
    actions: Option<View>,
    /// The rest of the text.
    #[prop(optional)]
    children: Option<View>,
) -> View {
    view! {
        <div class="notice" data-tone=tone.name() role=announce.role()>
            {icon(tone.icon())}
            <div class="notice-body">
                <p class="notice-heading">{heading}</p>
                {children}
            </div>
            {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
        </div>
    }
}
