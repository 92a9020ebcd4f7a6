//! Components: what the pages are built of.
//!
//! They know no page, no operation and no type of AWS but the call's error, the timestamp and what is under way. A page gives them
//! values, they give back what a person does. The look of each is in `style/`, in the file of the same name;
//! in a development build `/gallery` shows all of them in all states.
//!
//! A value that changes while the component is shown is a `Signal`; texts are plain where they do not. Nothing here
//! sets a `style` attribute or inserts HTML: the content security policy and the text from AWS forbid both.

pub mod button;
pub mod call_status;
pub mod copy_as;
pub mod copy_button;
pub mod download;
pub mod empty_state;
pub mod error_panel;
pub mod error_summary;
pub mod form_field;
pub mod icon;
pub mod key_values;
pub mod link;
pub mod load;
pub mod notice;
pub mod notifications;
pub mod page_header;
pub mod panel;
pub mod permission;
pub mod progress;
pub mod region_select;
pub mod see_request;
pub mod session_status;
pub mod shell;
pub mod skeleton;
pub mod status_indicator;
pub mod table;
pub mod time;
pub mod tooltip;

pub use button::{Button, Emphasis};
pub use copy_as::{CopyAs, CopyText};
pub use copy_button::CopyButton;
pub use empty_state::EmptyState;
pub use error_panel::ErrorPanel;
pub use error_summary::{ErrorSummary, FieldError};
pub use form_field::{Binding, Checkbox, Choice, RadioGroup, SelectField, TextArea, TextField};
pub use key_values::{KeyValue, KeyValues};
pub use link::Link;
pub use load::{Load, LoadState, use_load};
pub use notice::{Announce, Notice};
pub use page_header::PageHeader;
pub use panel::Panel;
pub use permission::permission;
pub use progress::Progress;
pub use see_request::see_request;
pub use shell::Shell;
pub use skeleton::Skeleton;
pub use status_indicator::{StatusIndicator, Tone};
pub use table::{ScrollRegion, SortDirection, SortHeader, Table};
pub use time::{Time, use_now};
