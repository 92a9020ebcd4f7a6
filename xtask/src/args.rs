//! The command line.

use crate::failure::{Failure, Result};
use crate::test::Suite;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// The usage.
    Help,
    /// The console and its sandbox, running.
    Start(StartOptions),
    /// The suites of these names, in this order.
    Test(Vec<Suite>),
    /// The screenshots of the README, made again.
    Screenshots,
    /// How fast a table of 10,000 rows is.
    Bench,
    /// The size report.
    Size,
    /// The licences of what is linked in. Trunk asks for this.
    Licences,
    /// The built module, cut in two. Trunk asks for this.
    Split,
    /// The style sheets, joined. Trunk asks for this.
    Styles,
}

/// Options of `cargo xtask start`.
#[derive(Debug, PartialEq)]
pub(crate) struct StartOptions {
    /// Port of the page; 0 means any that is free.
    pub(crate) port: u16,
    /// Port of the AWS services; 0 means any that is free.
    pub(crate) aws_port: u16,
    /// Whether to open a browser.
    pub(crate) open: bool,
    /// The config.json to serve in place of the sandbox's own.
    pub(crate) config: Option<PathBuf>,
    /// Who may come in: one of [`SIGN_IN`].
    pub(crate) sign_in: Option<String>,
    /// Sizes and seed of the sandbox's world: option and value, as the server takes them.
    pub(crate) world: Vec<(String, u64)>,
}

impl Default for StartOptions {
    fn default() -> Self {
        Self { port: 8787, aws_port: 8788, open: true, config: None, sign_in: None, world: Vec::new() }
    }
}

/// The options of the sandbox server that shape its world, and what they mean.
const WORLD_OPTIONS: [(&str, &str); 9] = [
    ("seed", "seed of the generated world"),
    ("profiles", "security profiles"),
    ("behaviors", "behaviors of a security profile, about"),
    ("actions", "mitigation actions"),
    ("detectors", "detectors"),
    ("versions", "versions of a detector, at most"),
    ("rules", "rules of a detector version, at most"),
    ("session-seconds", "how long temporary credentials last"),
    ("token-seconds", "how long ID and access tokens last"),
];

/// The ways to sign in that the sandbox server can offer.
const SIGN_IN: [&str; 3] = ["guest", "login", "both"];

/// The text of `cargo xtask help`.
pub(crate) fn usage() -> String {
    let world: String =
        WORLD_OPTIONS.iter().map(|(name, meaning)| format!("  {:<20}{meaning}\n", format!("--{name} N"))).collect();
    let suites: String = Suite::ALL.iter().map(|suite| format!("  {:<20}{}\n", suite.name(), suite.about())).collect();
    format!(
        "\
cargo xtask start [options]    build the console and run it against the sandbox
  --port N            port of the page (8787; 0 takes any that is free)
  --aws-port N        port of the stand-in for the AWS services (8788)
  --no-open           do not open a browser
  --config FILE       serve the config.json of a real account instead of the sandbox's
  --sign-in WAY       who may come in: guest, login or both (both)
{world}
cargo xtask test [suite…]      run every suite, or those named
{suites}
cargo xtask screenshots        make the README's screenshots again
cargo xtask bench              measure the table of training summaries with 10,000 rows
cargo xtask size               report the size of the built console
cargo xtask split              cut the built module in two (Trunk calls this)
cargo xtask styles             join the style sheets (Trunk calls this)"
    )
}

/// Reads the command line, without the program's name.
///
/// # Errors
/// A command, option, suite or value that does not exist.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command> {
    parse_with(&mut lexopt::Parser::from_args(args)).map_err(|error| {
        Failure::new(
            format!("The command line was not understood: {error}."),
            "`cargo xtask help` lists the commands and their options.",
        )
    })
}

fn parse_with(parser: &mut lexopt::Parser) -> std::result::Result<Command, lexopt::Error> {
    let name = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(option) => return Err(option.unexpected()),
    };
    let command = match name.as_str() {
        "start" => return start(parser),
        "test" => return test(parser),
        "help" => Command::Help,
        "screenshots" => Command::Screenshots,
        "bench" => Command::Bench,
        "size" => Command::Size,
        "licences" => Command::Licences,
        "split" => Command::Split,
        "styles" => Command::Styles,
        _ => return Err(format!("there is no command {name:?}").into()),
    };
    match parser.next()? {
        None => Ok(command),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(extra) => Err(extra.unexpected()),
    }
}

fn start(parser: &mut lexopt::Parser) -> std::result::Result<Command, lexopt::Error> {
    let mut options = StartOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = parser.value()?.parse()?,
            Long("aws-port") => options.aws_port = parser.value()?.parse()?,
            Long("no-open") => options.open = false,
            Long("config") => options.config = Some(parser.value()?.into()),
            Long("sign-in") => options.sign_in = Some(sign_in(parser.value()?.string()?)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            Long(name) if WORLD_OPTIONS.iter().any(|(known, _)| *known == name) => {
                let name = name.to_owned();
                options.world.push((name, parser.value()?.parse()?));
            }
            _ => return Err(argument.unexpected()),
        }
    }
    if options.port == options.aws_port && options.port != 0 && options.config.is_none() {
        return Err("--port and --aws-port are the same".into());
    }
    Ok(Command::Start(options))
}

fn sign_in(way: String) -> std::result::Result<String, lexopt::Error> {
    if SIGN_IN.contains(&way.as_str()) {
        Ok(way)
    } else {
        Err(format!("--sign-in is {}, not {way:?}", SIGN_IN.join(" or ")).into())
    }
}

fn test(parser: &mut lexopt::Parser) -> std::result::Result<Command, lexopt::Error> {
    let mut suites = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(name) => {
                let name = name.string()?;
                let suite = Suite::ALL.into_iter().find(|suite| suite.name() == name);
                suites.push(suite.ok_or_else(|| format!("there is no suite {name:?}"))?);
            }
            Short('h') | Long("help") => return Ok(Command::Help),
            _ => return Err(argument.unexpected()),
        }
    }
    if suites.is_empty() {
        suites = Suite::ALL.to_vec();
    }
    Ok(Command::Test(suites))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> std::result::Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|failure| failure.what)
    }

    #[track_caller]
    fn check(line: &str, expected: Command) {
        assert_eq!(parsed(line), Ok(expected));
    }

    #[track_caller]
    fn check_refused(line: &str, reason: &str) {
        let what = parsed(line).unwrap_err();
        assert!(what.contains(reason), "{what}");
    }

    #[test]
    fn nothing_asks_for_the_usage() {
        check("", Command::Help);
        check("--help", Command::Help);
        check("start --help", Command::Help);
        check("size -h", Command::Help);
    }

    #[test]
    fn start_has_defaults_for_everything() {
        check("start", Command::Start(StartOptions::default()));
    }

    #[test]
    fn start_takes_values_after_a_space_or_an_equals_sign() {
        check(
            "start --port=0 --aws-port 9000 --no-open --config my/config.json --sign-in login --profiles 400 --seed=7",
            Command::Start(StartOptions {
                port: 0,
                aws_port: 9000,
                open: false,
                config: Some(PathBuf::from("my/config.json")),
                sign_in: Some("login".to_owned()),
                world: vec![("profiles".to_owned(), 400), ("seed".to_owned(), 7)],
            }),
        );
    }

    #[test]
    fn test_runs_everything_unless_suites_are_named() {
        check("test", Command::Test(Suite::ALL.to_vec()));
        check("test e2e fmt", Command::Test(vec![Suite::EndToEnd, Suite::Fmt]));
    }

    #[test]
    fn what_does_not_exist_is_named() {
        check_refused("begin", "there is no command \"begin\"");
        check_refused("test unit", "there is no suite \"unit\"");
        check_refused("start --prot 1", "--prot");
        check_refused("start --port 70000", "70000");
        check_refused("start --sign-in nobody", "guest or login or both, not \"nobody\"");
        check_refused("start --port", "--port");
        check_refused("size large", "large");
    }

    #[test]
    fn one_port_cannot_serve_both() {
        check_refused("start --port 9000 --aws-port 9000", "the same");
        assert!(parsed("start --port 0 --aws-port 0").is_ok());
        assert!(parsed("start --port 8788 --config my/config.json").is_ok(), "there is one only");
    }

    #[test]
    fn usage_lists_every_suite_and_option() {
        let usage = usage();
        for name in Suite::ALL.map(Suite::name) {
            assert!(usage.contains(name), "{name}");
        }
        assert!(usage.contains("--sign-in WAY") && SIGN_IN.iter().all(|way| usage.contains(way)));
        for (name, _) in WORLD_OPTIONS {
            assert!(usage.contains(&format!("--{name} N")), "{name}");
        }
    }
}
