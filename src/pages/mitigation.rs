//! Start mitigation: a form, a review of what it comes to, and one request.
//!
//! What a form may hold, what a request risks and how it is repeated is decided in [`crate::domain`]; here it is laid
//! out. Form and review share an address: a link to the review could not show one.

mod action_effect;
mod actions;
mod form;
mod outcome;
mod review;
mod state;
mod target;
mod when;

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use self::form::MitigationForm;
use self::review::MitigationReview;
use self::state::Mitigation;
use crate::context::{use_platform, use_region};
use crate::routes;
use crate::ui::page_header::PageHeader;

pub(super) use self::action_effect::EffectText;
pub(super) use self::review::range_text;

/// Keeps what is typed while other pages are looked at. For the root of the application.
pub fn provide_draft() {
    provide_context(Mitigation::new(&*use_platform()));
}

/// The page.
#[component]
pub fn MitigationPage() -> impl IntoView {
    let mitigation = expect_context::<Mitigation>();
    let platform = StoredValue::new_local(use_platform());
    let (region, query) = (use_region(), use_query_map());
    let navigate = use_navigate();

    Effect::new(move |_| query.with(|query| untrack(|| mitigation.open(&*platform.get_value(), query))));
    Effect::new(move |_| {
        if let Some((task_id, region)) = mitigation.take_started(&*platform.get_value()) {
            navigate(&routes::href(&routes::task(&task_id), &region), Default::default());
        }
    });
    // A review belongs to its region. One that is being sent stays in sight all the same.
    let is_reviewing = Memo::new(move |_| {
        let is_here =
            mitigation.review.with(|review| review.as_ref().is_some_and(|review| review.region == *region.read()));
        mitigation.is_reviewing.get() && (is_here || mitigation.is_busy())
    });

    view! {
        <PageHeader title="Start mitigation">
            <p>"Apply mitigation actions to the devices behind ML Detect violations. You review the task before anything is sent."</p>
        </PageHeader>
        // Kept while the review is shown, so that going back finds it as it was.
        <div class="stack" hidden=is_reviewing>
            <MitigationForm/>
        </div>
        {move || is_reviewing.get().then(|| view! { <MitigationReview/> })}
    }
    .into_any()
}
