//! Start mitigation: a form, a review of what it comes to, and one request.
//!
//! What a form may hold, what a request risks and how it is repeated is decided in [`crate::domain`]; here it is laid
//! out. Form and review share an address: a link to the review could not show one. The review is a layer over the form,
//! so that Back leads to the form.

mod action_effect;
mod actions;
mod buttons;
mod doubt;
mod form;
mod outcome;
mod review;
mod standing;
mod state;
mod target;
mod when;

use leptos::prelude::*;

use self::doubt::waiting_link;
use self::form::{MitigationForm, close_review};
use self::outcome::OUTCOME;
use self::review::MitigationReview;
use self::standing::may_only_look;
use self::state::Mitigation;
use crate::aws::iot::MitigationActionsTaskId;
use crate::aws::{Region, Timestamp};
use crate::context::{use_platform, use_region};
use crate::domain::mitigation_submission::State;
use crate::preferences::use_preferences;
use crate::router::{Back, use_page, use_router};
use crate::routes::{self, Page};
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::PageHeader;
use crate::ui::status_indicator::Tone;
use crate::view::{View, effect, focus_by_id, view};

pub(super) use self::action_effect::EffectText;
pub(super) use self::review::range_text;

/// Keeps what is typed while other pages are looked at. For the root of the application.
pub fn provide_draft() {
    let mitigation = Mitigation::new(&*use_platform(), use_preferences());
    provide_context(mitigation);
    let guard = window_event_listener(leptos::ev::beforeunload, move |event| {
        if mitigation.is_at_risk() {
            event.prevent_default();
        }
    });
    on_cleanup(move || guard.remove());
}

/// Tells when AWS took the order to start a task, if that was the last thing started here.
pub(super) fn use_accepted_at() -> impl Fn(&MitigationActionsTaskId, &Region) -> Option<Timestamp> + Copy {
    let mitigation = expect_context::<Mitigation>();
    move |task_id, region| mitigation.accepted_at(task_id, region)
}

/// The page.
#[component]
pub fn MitigationPage() -> View {
    let mitigation = expect_context::<Mitigation>();
    let platform = StoredValue::new_local(use_platform());
    let (region, router) = (use_region(), use_router());

    effect(move || router.query().with(|query| untrack(|| mitigation.open(&*platform.get_value(), query))));
    effect(move || {
        if let Some(query) = router.query().with(|query| mitigation.outdated(query)) {
            router.set_query(&query);
        }
    });
    effect(move || {
        if let Some((task_id, region)) = mitigation.take_started(&*platform.get_value()) {
            // Back must not lead to the link that filled the form: it would be filled again.
            router.go(&routes::href(&routes::task(&task_id), &region), Back::Before);
        }
    });
    // A review that goes out of sight is closed: the form may be edited before its region is looked at again.
    let closed_in = RwSignal::new(None::<Region>);
    effect(move || {
        if mitigation.has_review_in(&region.read()) {
            return;
        }
        if mitigation.is_reviewing.get_untracked() {
            // What came of one that was sent is told elsewhere.
            closed_in.set(mitigation.review.with_untracked(|review| {
                let submission = &review.as_ref()?.submission;
                (submission.state == State::Ready).then(|| submission.region.clone())
            }));
        }
        mitigation.is_reviewing.set(false);
    });
    let is_reviewing = Memo::new(move |_| mitigation.is_reviewing.get() && mitigation.has_review_in(&region.read()));
    effect(move || {
        if is_reviewing.get() {
            closed_in.set(None);
        }
    });
    effect(move || match (is_reviewing.get(), router.is_in_layer()) {
        (true, false) => router.open_layer(),
        // Forward leads to a review that is closed, or the page was loaded anew.
        (false, true) => {
            router.close_layer();
        }
        _ => {}
    });
    let page = use_page();
    let moved = window_event_listener_untyped("popstate", move |_| {
        // What another page or region means for the review is decided above.
        let is_elsewhere = untrack(|| page.get() != Page::StartMitigation || !mitigation.has_review_in(&region.read()));
        match (mitigation.is_reviewing.get_untracked(), router.is_in_layer()) {
            (true, false) if is_elsewhere => {}
            (true, false) if untrack(|| mitigation.is_busy()) => {
                // What comes of the request is told there.
                router.open_layer();
                focus_by_id(OUTCOME.to_owned());
            }
            (true, false) => close_review(mitigation),
            (false, true) => {
                router.close_layer();
            }
            _ => {}
        }
    });
    on_cleanup(move || moved.remove());
    let closed = move |review_region: Region| {
        let heading = format!("The review was closed: it was for {review_region}.");
        view! {
            <Notice tone=Tone::Warning heading announce=Announce::Politely>
                <p>
                    "You now work in " {move || region.get().to_string()} ". What the form holds was meant for "
                    {review_region.to_string()} ": check it before you review again."
                </p>
            </Notice>
        }
    };

    view! {
        <PageHeader title="Start mitigation">
            <p>"Apply mitigation actions to the devices behind ML Detect violations. You review the task before anything is sent."</p>
        </PageHeader>
        {may_only_look()}
        {waiting_link(mitigation)}
        // Kept while the review is shown, so that going back finds it as it was.
        <div class="stack" hidden=is_reviewing>
            {move || closed_in.get().filter(|was| *was != *region.read()).map(closed)}
            <MitigationForm/>
        </div>
        {move || is_reviewing.get().then(|| view! { <MitigationReview/> })}
    }
}
