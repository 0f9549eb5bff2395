//! The site in the browser of this machine, following every change. This module does I/O.
//!
//! In: how to build, and a folder to build into. Out: pages over HTTP, reloaded when they change, with the site's problems over them.
//! Does not print: what happens is told to the caller. Never answers another machine.

mod file;
mod http;

#[cfg(test)]
mod tests;

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use tokio::sync::watch;

use crate::base::diag::Failure;
use crate::report::Problem;
use crate::text;

/// What every open page is told.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// Of the files being shown; a page of another version reloads itself.
    pub version: String,
    /// The problems there are now.
    pub problems: Vec<Problem>,
}

/// What is shown, and how.
#[derive(Clone, Debug)]
pub struct Show {
    /// The folder with the finished site.
    pub folder: PathBuf,
    /// The path the site has on its host, with slashes at both ends.
    pub base_path: String,
    /// Keys of the languages whose pages stand in a folder of that name.
    pub languages: Vec<String>,
    /// `zh` or `en`: the language of the panel.
    pub speech: &'static str,
}

/// A running server.
pub struct Server {
    /// The port it answers on.
    pub port: u16,
    state: watch::Sender<Arc<State>>,
}

/// Takes the port, or the next free one of the twenty after it.
pub fn bind(port: u16) -> Result<TcpListener, Failure> {
    let last = port.saturating_add(20);
    let mut refused = None;
    for port in port..=last {
        match TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some(error),
        }
    }
    Err(Failure {
        doing: text! { zh: "端口 {port} 到 {last} 都不能用", en: "none of the ports {port} to {last} can be used" },
        path: None,
        source: refused,
    })
}

impl Server {
    /// Begins to answer, on a thread of its own, until the program ends.
    pub fn start(listener: TcpListener, show: Show) -> Result<Server, Failure> {
        let failed = |error| Failure {
            doing: text! { zh: "启动预览", en: "starting the preview" },
            path: None,
            source: Some(error),
        };
        let port = listener.local_addr().map_err(failed)?.port();
        listener.set_nonblocking(true).map_err(failed)?;
        let (state, seen) = watch::channel(Arc::default());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let thread = std::thread::Builder::new().name("http".to_string());
        thread.spawn(move || runtime.block_on(http::answer(listener, port, show, seen))).map_err(failed)?;
        Ok(Server { port, state })
    }

    /// Tells every open page how things stand.
    pub fn tell(&self, state: State) {
        self.state.send_replace(Arc::new(state));
    }
}
