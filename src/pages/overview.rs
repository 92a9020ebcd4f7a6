//! Overview: the screens, each with what it is for, and the way to a task, which no list leads to.

use leptos::prelude::*;

use crate::pages::{LaterTaskLookup, load_later_pages};
use crate::routes;
use crate::ui::link::Link;
use crate::ui::page_header::PageHeader;
use crate::view::{IntoView, View, view};

/// The screens, each with what it is for.
const SCREENS: [(&str, &str, &str); 3] = [
    (
        routes::TRAINING,
        "Training",
        "How far the ML Detect model of every behavior of every security profile has been trained.",
    ),
    (
        routes::MITIGATION_NEW,
        "Start mitigation",
        "Apply mitigation actions to ML Detect violations, after a review of what will be sent.",
    ),
    (
        routes::DETECTORS,
        "Detectors",
        "Amazon Fraud Detector's detectors, and the models and rules of each of their versions.",
    ),
];

/// The first page.
#[component]
pub fn OverviewPage() -> View {
    load_later_pages();
    view! {
        <PageHeader title="Overview"/>
        <ul class="cards">
            {SCREENS
                .map(|(path, name, purpose)| {
                    view! {
                        <li class="card">
                            <h2><Link to=path>{name}</Link></h2>
                            <p>{purpose}</p>
                        </li>
                    }
                })
                .into_view()}
        </ul>
        <LaterTaskLookup/>
    }
}
