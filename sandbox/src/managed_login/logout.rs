//! `GET /logout`

use super::{cookie, error_page, query, redirect, set_cookie};
use crate::{
    sandbox::{Request, Response},
    settings::{Settings, USER_POOL_CLIENT_ID},
    user_pool::UserPool,
};

/// Ends the session of the browser. Its tokens stay as they are.
pub(super) fn logout(request: &Request, pool: &mut UserPool, settings: &Settings) -> Response {
    let parameters = query(request);
    if parameters.get("client_id") != Some(USER_POOL_CLIENT_ID) {
        return error_page("There is no app client with this client_id.");
    }
    let Some(logout_uri) = parameters.get("logout_uri").filter(|uri| settings.is_registered(uri)) else {
        return error_page("The logout_uri is not registered with the app client.");
    };
    if let Some(cookie) = cookie(request) {
        pool.close_login(cookie);
    }
    let mut response = redirect(logout_uri);
    set_cookie(&mut response, None);
    response
}
