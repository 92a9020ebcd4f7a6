//! The command line.

use std::path::PathBuf;

use chrono::TimeDelta;
use detect_console_sandbox::{Settings, SignIn};
use lexopt::{Arg, Parser, ValueExt};

pub(crate) const HELP: &str = "\
Serves the sandbox (a stand-in for AWS) and a built console on 127.0.0.1.

Usage: detect-console-sandbox [options]

  --port N             port of the page; 0 picks a free one [8787]
  --aws-port N         port of the services; 0 picks a free one [8788]
  --dist DIRECTORY     the built console [dist]
  --config FILE        serve this config.json instead of the sandbox's own, and no services
  --sign-in WAY        who may come in: guest, login or both [both]

The world, made anew at each start:
  --seed N             same number, same world [1]
  --profiles N         security profiles [24]
  --behaviors N        behaviors of a profile, on average [5]
  --actions N          mitigation actions [12]
  --detectors N        detectors [8]
  --versions N         versions of a detector, at most [6]
  --rules N            rules of a version, at most [8]
  --session-seconds N  how long temporary credentials are valid [3600]
  --token-seconds N    how long ID and access tokens are valid [3600]
";

/// What the command line asks for.
#[derive(Debug)]
pub(crate) enum Command {
    Serve(Box<Arguments>),
    Help,
}

/// How to serve.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) port: u16,
    pub(crate) aws_port: u16,
    pub(crate) dist: PathBuf,
    pub(crate) config: Option<PathBuf>,
    pub(crate) settings: Settings,
}

pub(crate) fn parse() -> Result<Command, lexopt::Error> {
    read(Parser::from_env())
}

fn read(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let mut arguments = Arguments {
        port: 8787,
        aws_port: 8788,
        dist: PathBuf::from("dist"),
        config: None,
        settings: Settings::default(),
    };
    while let Some(argument) = parser.next()? {
        let settings = &mut arguments.settings;
        match argument {
            Arg::Long("port") => arguments.port = parser.value()?.parse()?,
            Arg::Long("aws-port") => arguments.aws_port = parser.value()?.parse()?,
            Arg::Long("dist") => arguments.dist = parser.value()?.into(),
            Arg::Long("config") => arguments.config = Some(parser.value()?.into()),
            Arg::Long("sign-in") => settings.sign_in = parser.value()?.parse_with(sign_in)?,
            Arg::Long("seed") => settings.seed = parser.value()?.parse()?,
            Arg::Long("profiles") => settings.sizes.profiles = parser.value()?.parse()?,
            Arg::Long("behaviors") => settings.sizes.behaviors = parser.value()?.parse()?,
            Arg::Long("actions") => settings.sizes.actions = parser.value()?.parse()?,
            Arg::Long("detectors") => settings.sizes.detectors = parser.value()?.parse()?,
            Arg::Long("versions") => settings.sizes.versions = parser.value()?.parse()?,
            Arg::Long("rules") => settings.sizes.rules = parser.value()?.parse()?,
            Arg::Long("session-seconds") => settings.session_duration = seconds(&mut parser)?,
            Arg::Long("token-seconds") => settings.token_duration = seconds(&mut parser)?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve(Box::new(arguments)))
}

fn seconds(parser: &mut Parser) -> Result<TimeDelta, lexopt::Error> {
    Ok(TimeDelta::seconds(parser.value()?.parse::<u32>()?.into()))
}

fn sign_in(way: &str) -> Result<SignIn, &'static str> {
    match way {
        "guest" => Ok(SignIn::Guest),
        "login" => Ok(SignIn::Login),
        "both" => Ok(SignIn::Both),
        _ => Err("it must be guest, login or both"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(text: &str) -> Result<Arguments, lexopt::Error> {
        match read(Parser::from_args(text.split_whitespace()))? {
            Command::Serve(arguments) => Ok(*arguments),
            Command::Help => Err("asked for help".into()),
        }
    }

    #[test]
    fn nothing_given_means_the_defaults_that_help_names() {
        let given = arguments("").unwrap();
        for value in [given.port, given.aws_port] {
            assert!(HELP.contains(&format!("[{value}]")), "{value}");
        }
        assert_eq!(given.settings, Settings::default());
    }

    #[test]
    fn sizes_ports_and_durations_are_read() {
        let text = "--port 0 --aws-port=9 --profiles 3 --rules=0 --session-seconds 5 --token-seconds 7";
        let given = arguments(text).unwrap();
        assert_eq!((given.port, given.aws_port), (0, 9));
        assert_eq!((given.settings.sizes.profiles, given.settings.sizes.rules), (3, 0));
        assert_eq!(given.settings.session_duration, TimeDelta::seconds(5));
        assert_eq!(given.settings.token_duration, TimeDelta::seconds(7));
    }

    #[test]
    fn each_way_to_sign_in_has_its_word() {
        for (word, way) in [("guest", SignIn::Guest), ("login", SignIn::Login), ("both", SignIn::Both)] {
            assert_eq!(arguments(&format!("--sign-in {word}")).unwrap().settings.sign_in, way);
        }
    }

    #[test]
    fn wrong_arguments_are_named() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let message = arguments(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
        check("--prot 1", "--prot");
        check("--port many", "many");
        check("--seed", "--seed");
        check("--sign-in nobody", "guest, login or both");
        check("extra", "extra");
    }
}
