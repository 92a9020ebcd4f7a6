//! The states of a detector version.

use crate::aws::open_enum::open_enum;

open_enum! {
    /// State of a detector version. Source: `DetectorVersionStatus`.
    DetectorVersionStatus {
        /// Being edited; the only state in which it can be.
        Draft = "DRAFT",
        /// In use. A detector has one such version at most.
        Active = "ACTIVE",
        /// No longer in use.
        Inactive = "INACTIVE",
    }
}
