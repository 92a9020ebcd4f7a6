//! The screens: one file or folder each, named as in the address.

#![expect(unreachable_pub, reason = "the macro `component` makes public what it declares")]

mod detector;
mod detector_parts;
mod detector_version;
mod detectors;
pub mod mitigation;
mod not_found;
mod overview;
mod setup;
mod task;
mod training;
mod unknown_region;

pub use detector::DetectorPage;
pub use detector_version::DetectorVersionPage;
pub use detectors::DetectorsPage;
pub use mitigation::MitigationPage;
pub use not_found::NotFoundPage;
pub use overview::OverviewPage;
pub use setup::SetupPage;
pub use task::TaskPage;
pub use training::TrainingPage;
pub use unknown_region::UnknownRegionPage;
