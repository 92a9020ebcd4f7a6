//! The screens: one file or folder each, named as in the address.

#![expect(unreachable_pub, reason = "the macro `component` makes public what it declares")]

mod addressed;
mod copy_as;
mod detector;
mod detector_parts;
mod detector_version;
mod detectors;
#[cfg(debug_assertions)]
mod gallery;
mod later;
mod list;
mod mitigation;
mod not_found;
mod overlay;
mod overview;
mod requests;
mod session;
mod settings;
mod setup;
mod sign_in;
mod table_tools;
mod task;
mod training;
mod training_tools;
mod unknown_region;

pub use later::{
    LaterOverlay, LaterPage, LaterTaskLookup, LaterTraining, later_pages, load_later_pages, provide_desk,
    provide_later_pages,
};
pub use not_found::NotFoundPage;
pub use overview::OverviewPage;
pub use setup::SetupPage;
pub use sign_in::{SessionDialog, SessionWarning, SignInPage};
pub use training::TrainingPage;
pub use unknown_region::UnknownRegionPage;
