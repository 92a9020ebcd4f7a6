//! Serves the sandbox and a built console on loopback.
//!
//! Two ports, because in production the console and AWS are different origins, too: one for the page (`page`), one for all
//! services (`services`). With a configuration of somebody else's there are no services: nobody would call them. Prints
//! where they are as one line of JSON, then logs to stderr.

mod arguments;
mod connect_src;
mod page;
mod services;

use std::{io, net::Ipv4Addr, process::ExitCode, time::Duration};

use arguments::{Arguments, Command};
use axum::Router;
use detect_console_sandbox::Settings;
use serde_json::json;
use tokio::{net::TcpListener, signal, sync::watch};

/// How long running answers may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match arguments::parse() {
        Ok(Command::Serve(arguments)) => *arguments,
        Ok(Command::Help) => {
            eprint!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    match serve(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), String> {
    let page = listen(arguments.port, "--port").await?;
    let page_url = format!("{}/", origin(&page)?);
    let (stop, stopped) = watch::channel(());
    let running = match &arguments.config {
        Some(file) => {
            let page_router = page::router(&arguments.dist, page::read_config(file)?)?;
            println!("{}", json!({"page": page_url, "aws": null}));
            tokio::spawn(run(page, page_router, stopped))
        }
        None => {
            let aws = listen(arguments.aws_port, "--aws-port").await?;
            let aws_origin = origin(&aws)?;
            let settings = Settings {
                redirect_uris: vec![page_url.clone(), page_url.replace("127.0.0.1", "localhost")],
                ..arguments.settings
            };
            let page_router = page::router(&arguments.dist, page::own_config(&settings, &aws_origin))?;
            let services = services::Services::new(settings);
            let page_router = page::passing_through(page_router, services.clone());
            let aws_router = services::router(services);
            println!("{}", json!({"page": page_url, "aws": aws_origin}));
            tokio::spawn(async move {
                tokio::try_join!(run(page, page_router, stopped.clone()), run(aws, aws_router, stopped)).map(drop)
            })
        }
    };
    stop_signal().await.map_err(|error| format!("Cannot listen for signals: {error}"))?;
    eprintln!("Stopping");
    drop(stop);
    match tokio::time::timeout(GRACE, running).await {
        Ok(Ok(Err(error))) => Err(format!("Cannot serve: {error}")),
        // What has not finished by now is cut off.
        _ => Ok(()),
    }
}

async fn run(listener: TcpListener, router: Router, mut stopped: watch::Receiver<()>) -> io::Result<()> {
    axum::serve(listener, router)
        .with_graceful_shutdown(async move {
            // An error means that the sender is gone, which is the signal.
            let _ = stopped.changed().await;
        })
        .await
}

async fn listen(port: u16, option: &str) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("Port {port} is taken. Stop what listens there, or choose another port with {option}.")
        }
        _ => format!("Cannot listen on port {port}: {error}"),
    })
}

fn origin(listener: &TcpListener) -> Result<String, String> {
    let address = listener.local_addr().map_err(|error| format!("Cannot tell the port: {error}"))?;
    Ok(format!("http://{address}"))
}

#[cfg(unix)]
async fn stop_signal() -> io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> io::Result<()> {
    signal::ctrl_c().await
}
