//! A file that the browser keeps.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to read the file.
const KEPT_FOR: Duration = Duration::from_secs(60);

/// Gives the browser `text`, of the type `kind`, as a file called `name`.
///
/// # Errors
/// The browser refuses.
pub fn download(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // Fails for no text.
            let _ = Url::revoke_object_url(&url);
        },
        KEPT_FOR,
    );
    Ok(())
}
