//! `cargo xtask start`: everything from a bare checkout to a console in the browser.

use crate::args::StartOptions;
use crate::failure::{Failure, Result};
use crate::process::find_on_path;
use crate::sandbox::{self, Server};
use crate::{console, progress};
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// Builds what is missing, runs the server until it is told to stop.
///
/// # Errors
/// An option that cannot work, told before anything is built; a build that fails; a server that ends by itself.
pub(crate) fn run(options: &StartOptions) -> Result<()> {
    if let Some(config) = &options.config {
        check_config(config)?;
    }
    for (option, port) in used_ports(options) {
        check_port(option, port)?;
    }

    let dist = console::build()?;
    let server = sandbox::build()?;
    progress::step("Starting the sandbox server");
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Fails only when nobody waits any longer.
        let _ = stop.send(());
    })
    .map_err(|error| {
        Failure::new(format!("Ctrl-C cannot be watched for: {error}."), "Run the command in a terminal.")
    })?;
    let mut server = Server::start(&server, &dist, &server_options(options)?)?;

    println!("\nDetect Console runs at {}", server.page);
    if let Some(aws) = &server.aws {
        println!("Its stand-in for the AWS services answers at {aws}");
    }
    println!("Ctrl-C ends it.\n");
    if options.open {
        open(&server.page);
    }
    wait(&mut server, &stopped)
}

/// Waits until we are told to stop, or the server ends by itself.
fn wait(server: &mut Server, stopped: &Receiver<()>) -> Result<()> {
    loop {
        let ended = server.ended();
        // Asked after that: Ctrl-C reaches the server as well, and it may be the quicker of us.
        match (stopped.recv_timeout(Duration::from_millis(200)), ended) {
            (Err(RecvTimeoutError::Timeout), None) => {}
            (Err(RecvTimeoutError::Timeout), Some(status)) => {
                return Err(Failure::new(
                    format!("The sandbox server ended by itself ({status})."),
                    "Its lines above say why.",
                ));
            }
            (Ok(()) | Err(RecvTimeoutError::Disconnected), _) => return Ok(()),
        }
    }
}

fn check_config(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be read: {error}.", file.display()),
            "--config takes the config.json of a real account; leave it out to use the sandbox's own.",
        )
    })?;
    let found = serde_json::from_str::<serde_json::Value>(&text);
    found.map(drop).map_err(|error| {
        Failure::new(
            format!("`{}` is not JSON: {error}.", file.display()),
            "Correct it at that place and run the same command again.",
        )
    })
}

/// The ports that the server will listen on: a real account's configuration leaves the stand-in out.
fn used_ports(options: &StartOptions) -> Vec<(&'static str, u16)> {
    let mut ports = vec![("--port", options.port)];
    if options.config.is_none() {
        ports.push(("--aws-port", options.aws_port));
    }
    ports
}

fn check_port(option: &str, port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port)).map(drop).map_err(|error| {
        Failure::new(
            format!("Port {port} cannot be used: {error}."),
            format!("Stop the program that uses it, or take another port: {option} 0 finds a free one."),
        )
    })
}

fn server_options(options: &StartOptions) -> Result<Vec<String>> {
    let mut arguments = vec![format!("--port={}", options.port), format!("--aws-port={}", options.aws_port)];
    arguments.extend(options.sign_in.iter().map(|way| format!("--sign-in={way}")));
    arguments.extend(options.world.iter().map(|(name, value)| format!("--{name}={value}")));
    if let Some(config) = &options.config {
        // The server runs in another folder than the one the name was typed in.
        let absolute = std::path::absolute(config).map_err(|error| {
            Failure::new(format!("The current folder is unknown: {error}."), "Give --config an absolute path.")
        })?;
        arguments.push(format!("--config={}", absolute.display()));
    }
    Ok(arguments)
}

/// Opens the page in a browser, where there is one. That it does not open is no failure: the URL was printed.
fn open(page: &str) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", "", page]);
        command
    } else {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let has_screen = cfg!(target_os = "macos")
            || ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some());
        let Some(opener) = find_on_path(opener).filter(|_| has_screen) else {
            return;
        };
        let mut command = Command::new(opener);
        command.arg(page);
        command
    };
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_reach_the_server_as_it_takes_them() {
        let options = StartOptions {
            port: 0,
            sign_in: Some("login".to_owned()),
            world: vec![("session-seconds".to_owned(), 60)],
            ..StartOptions::default()
        };
        let expected = ["--port=0", "--aws-port=8788", "--sign-in=login", "--session-seconds=60"];
        assert_eq!(server_options(&options).unwrap(), expected);
    }

    #[test]
    fn a_taken_port_is_told_with_its_option() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = check_port("--aws-port", port).unwrap_err();
        assert!(failure.what.starts_with(&format!("Port {port} cannot be used")), "{}", failure.what);
        assert!(failure.advice.contains("--aws-port 0"), "{}", failure.advice);
    }

    #[test]
    fn a_real_account_needs_no_port_for_the_stand_in() {
        let options = StartOptions::default();
        assert_eq!(used_ports(&options), [("--port", 8787), ("--aws-port", 8788)]);
        let options = StartOptions { config: Some("config.json".into()), ..options };
        assert_eq!(used_ports(&options), [("--port", 8787)]);
    }

    #[test]
    fn a_missing_config_is_told_by_name() {
        let failure = check_config(Path::new("no/such/config.json")).unwrap_err();
        assert!(failure.what.starts_with("`no/such/config.json` cannot be read"), "{}", failure.what);
    }
}
