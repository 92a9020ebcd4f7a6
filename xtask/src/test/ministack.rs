//! Signing in and signed calls against MiniStack: a stand-in for Cognito, IAM and IoT that we did not write.

use crate::failure::{Failure, Result};
use crate::process::{self, cargo, not_started, program, root};
use crate::{progress, sandbox, tools};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long MiniStack may take to listen. It takes a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts MiniStack, sets it up, and runs the tests in `tests/ministack`.
///
/// # Errors
/// It does not start or cannot be set up, or a test fails.
pub(crate) fn run() -> Result<()> {
    let folder = root().join("tests/ministack");
    let python = tools::python::with(&folder.join("requirements.txt"))?;
    progress::step("Starting MiniStack and setting it up");
    let ministack = Ministack::start(&python)?;
    let setup = set_up(&python, &folder, ministack.address)?;
    progress::step("Signing in at MiniStack and calling it");
    process::run(
        // Of the whole workspace, so that dependencies have the features they have in the suite `native`.
        cargo().args(["test", "--workspace", "--test", "ministack", "--", "--ignored"]).env("MINISTACK_SETUP", setup),
        "The lines above name the tests that failed.",
    )
}

/// What the tests need to know of a MiniStack that has been set up.
fn set_up(python: &Path, folder: &Path, address: SocketAddr) -> Result<String> {
    const ADVICE: &str = "The lines above say why.";
    let mut command = program(python);
    command
        .current_dir(folder)
        .arg("setup.py")
        .arg(format!("http://{address}"))
        // It is on this computer, and no configuration of a real account is for it.
        .envs([("NO_PROXY", "127.0.0.1"), ("no_proxy", "127.0.0.1"), ("AWS_EC2_METADATA_DISABLED", "true")])
        .env_remove("AWS_PROFILE")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stderr(Stdio::inherit());
    let output = command.output().map_err(|error| not_started(&command, &error, ADVICE))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    Err(Failure::new("MiniStack could not be set up.", ADVICE))
}

/// A running MiniStack. It ends with this value.
struct Ministack {
    process: Child,
    address: SocketAddr,
}

impl Ministack {
    /// Starts it on a free port of this computer, which nobody else can reach, and waits until it listens.
    fn start(python: &Path) -> Result<Self> {
        const ADVICE: &str = "Its lines above say why. Run the same command again if the port was taken meanwhile.";
        let address = free_address()?;
        let mut command = program(python);
        command
            .args(["-m", "ministack"])
            // Everywhere by default.
            .envs([("BIND_HOST", address.ip().to_string()), ("GATEWAY_PORT", address.port().to_string())])
            // Signatures and permissions are checked, but for those of its root user, which `setup.py` is.
            .envs([("AUTH", "true"), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")])
            .env_remove("AWS_SESSION_TOKEN")
            // Nothing listens but that port, and nothing is kept.
            .envs([("IOT_MTLS_ENABLED", "0"), ("SFTP_ENABLED", "0"), ("S3_PERSIST", "0"), ("PERSIST_STATE", "0")])
            .env_remove("LOCALSTACK_PERSISTENCE")
            .env("LOG_LEVEL", "WARNING")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let process = command.spawn().map_err(|error| not_started(&command, &error, ADVICE))?;
        let mut ministack = Self { process, address };
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            if ministack.process.try_wait().ok().flatten().is_some() || start.elapsed() > PATIENCE {
                return Err(Failure::new("MiniStack did not start.", ADVICE));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(ministack)
    }
}

impl Drop for Ministack {
    fn drop(&mut self) {
        sandbox::stop(&mut self.process);
    }
}

/// An address of this computer that nobody listens at.
fn free_address() -> Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr()).map_err(|error| {
        Failure::new(format!("There is no free port on 127.0.0.1: {error}."), "End programs that hold many of them.")
    })
}
