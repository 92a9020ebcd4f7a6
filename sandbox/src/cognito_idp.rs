//! Amazon Cognito user pools: what a page calls with a refresh token.
//!
//! Source of limits and errors: botocore's service model `cognito-idp`, 2016-04-18.

pub(crate) mod get_tokens_from_refresh_token;
pub(crate) mod revoke_token;

use crate::constraints::Text;

static CLIENT_ID: Text = Text::new(1, 128, r"[\w+]+").sensitive();
/// The app client has none: a secret that is sent is held to its form only.
static CLIENT_SECRET: Text = Text::new(24, 64, r"[\w+]+").sensitive();
static TOKEN: Text = Text::new(0, usize::MAX, "[A-Za-z0-9-_=.]+").sensitive();
static DEVICE_KEY: Text = Text::new(1, 55, r"[\w-]+_[0-9a-f-]+");
/// Not sensitive, but too long to be repeated: messages also travel in a header.
static METADATA: Text = Text::of_length(0, 131_072).sensitive();
