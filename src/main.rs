//! Starts the console in the page, with the configuration that `web/boot.js` fetched meanwhile.

#[cfg(target_arch = "wasm32")]
fn main() {
    detect_console::start::start();
}

/// The console runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Detect Console runs in a browser. Start it with: cargo xtask start");
}
