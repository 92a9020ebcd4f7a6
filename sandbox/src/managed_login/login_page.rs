//! The pages of managed login: plain HTML, as the policy they come with allows neither script nor style.

use crate::user_pool::User;

/// The page that asks for name and password. `cancel` is where one goes who does not want to sign in.
pub(super) fn login(problem: Option<&str>, cancel: &str) -> String {
    let alert = problem.map(|problem| format!("<p role=\"alert\">{problem}</p>\n")).unwrap_or_default();
    let users: String = User::ALL
        .iter()
        .map(|user| {
            format!(
                "<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td>{}</td></tr>\n",
                user.name(),
                user.password(),
                user.rights()
            )
        })
        .collect();
    let cancel = cancel.replace('&', "&amp;");
    page(
        "Sign in",
        &format!(
            "\
<h1>Sign in to the sandbox</h1>
{alert}<form method=\"post\">
<p><label for=\"username\">Username</label>
<input id=\"username\" name=\"username\" autocomplete=\"username\" autocapitalize=\"none\" required autofocus></p>
<p><label for=\"password\">Password</label>
<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required></p>
<p><button>Sign in</button> <a href=\"{cancel}\">Cancel</a></p>
</form>
<table>
<caption>Users of the sandbox</caption>
<thead><tr><th scope=\"col\">Username</th><th scope=\"col\">Password</th><th scope=\"col\">May</th></tr></thead>
<tbody>
{users}</tbody>
</table>
"
        ),
    )
}

/// The page for a request that cannot be answered in any other way.
pub(super) fn error(problem: &str) -> String {
    page("Error", &format!("<h1>An error was encountered with the requested page</h1>\n<p>{problem}</p>\n"))
}

fn page(title: &str, main: &str) -> String {
    format!(
        "\
<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<title>{title} - Detect Console sandbox</title>
</head>
<body>
<main>
{main}</main>
</body>
</html>
"
    )
}
