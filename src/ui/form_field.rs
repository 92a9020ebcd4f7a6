//! Form fields: a control with its label, what it is for, what it takes, and what is wrong with it.
//!
//! Each field has the id it is given; description, constraint, outcome and error have ids made from it, and the control
//! names them in `aria-describedby`. Nothing is validated here: the page knows what is right.

pub mod binding;
pub mod checkbox;
pub mod combo_field;
mod frame;
pub mod radio_group;
pub mod range_picker;
pub mod select_field;
pub mod text_area;
pub mod text_field;
pub mod time_field;

pub use binding::Binding;
pub use checkbox::Checkbox;
pub use combo_field::ComboField;
pub use frame::Choice;
pub use radio_group::RadioGroup;
pub use range_picker::{RangePicker, TimeEnd};
pub use select_field::SelectField;
pub use text_area::TextArea;
pub use text_field::TextField;
pub use time_field::TimeField;
