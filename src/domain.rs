//! What the console computes on AWS data. Pure: no browser, no Leptos, no clock, no randomness.

pub mod caller;
pub mod command;
pub mod command_search;
pub mod detector_rules;
pub mod detector_versions;
pub mod execution_mode;
pub mod export;
pub mod json_text;
pub mod list_view;
pub mod mitigation_draft;
pub mod mitigation_effect;
pub mod mitigation_plan;
pub mod mitigation_submission;
pub mod request_log;
pub mod self_check;
pub mod task_progress;
pub mod time_range;
pub mod training_rows;
pub mod training_selection;
pub mod training_view;
pub mod typed_time;
