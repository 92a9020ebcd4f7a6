//! Setup: what is wrong with `config.json`, shown in place of the console.

use leptos::prelude::*;

use crate::config::ConfigError;
use crate::view::{View, view};

/// The least that `config.json` must hold.
const EXAMPLE: &str = r#"{
  "auth": {
    "aws_region": "us-east-1",
    "identity_pool_id": "us-east-1:00000000-0000-0000-0000-000000000000",
    "unauthenticated_identities_enabled": true
  },
  "regions": ["us-east-1", "eu-west-1"]
}"#;

/// Names the field that is missing or wrong, and shows what the file looks like.
#[component]
pub fn SetupPage(error: ConfigError) -> View {
    view! {
        <main id="main" class="setup">
            <h1>"Detect Console is not set up"</h1>
            <p>
                "The console reads "<code>"config.json"</code>
                ", a file beside its page, to learn where to sign in. Nothing was sent to AWS."
            </p>
            <section class="notice" data-tone="error" role="alert" aria-labelledby="setup-problem">
                <div class="notice-body">
                    <h2 id="setup-problem" class="notice-heading">
                        {match error.field.as_str() {
                            "config.json" => view! { "Problem with "<code>"config.json"</code> },
                            _ => view! { "Problem in field "<code>{error.field.clone()}</code> },
                        }}
                    </h2>
                    <p>{error.problem}</p>
                </div>
            </section>
            <h2>"The least it must hold"</h2>
            <pre><code>{EXAMPLE}</code></pre>
            <p>"Change the file on the web server, then reload this page."</p>
        </main>
    }
}
