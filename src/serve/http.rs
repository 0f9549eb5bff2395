//! Answers to the browser. This module does I/O.
//!
//! In: requests on the loopback address. Out: files of the site, the script that keeps pages fresh, and its events.
//! Answers only requests that name this machine, so that no page of the wide world can read the preview.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::Show;
use super::file::{Asked, asked, media_type};

const LIVE: &str = include_str!("live.js");

#[derive(Clone)]
struct Shared {
    show: Arc<Show>,
    port: u16,
    seen: watch::Receiver<Arc<super::State>>,
}

/// Answers until the program ends.
pub(super) async fn answer(listener: TcpListener, port: u16, show: Show, seen: watch::Receiver<Arc<super::State>>) {
    let shared = Shared { show: Arc::new(show), port, seen };
    let app = Router::new()
        .route("/.pufa/live.js", get(|| async { plain("text/javascript; charset=utf-8", LIVE.into()) }))
        .route("/.pufa/events", get(events))
        .fallback(page)
        .layer(axum::middleware::from_fn_with_state(shared.clone(), only_here))
        .with_state(shared);
    let listener = tokio::net::TcpListener::from_std(listener).expect("the listener is bound and does not block");
    axum::serve(listener, app).await.expect("axum goes on serving whatever a connection does");
}

/// Refuses requests under another name than this machine's: a page elsewhere could let its name point here.
async fn only_here(State(shared): State<Shared>, request: Request, next: axum::middleware::Next) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let here = ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{}", shared.port));
    if here { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

/// The state now and whenever it changes.
async fn events(State(shared): State<Shared>) -> impl axum::response::IntoResponse {
    let stream = WatchStream::new(shared.seen.clone()).filter(|state| !state.version.is_empty()).map(|state| {
        let json = serde_json::to_string(&*state).expect("plain data always has a JSON form");
        Ok::<_, Infallible>(Event::default().event("state").data(json))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn page(State(shared): State<Shared>, request: Request) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match asked(request.uri().path(), &shared.show.base_path) {
        Asked::File(path) => file(&shared, &path).await,
        Asked::Moved(to) => moved(&to),
        Asked::Nothing => missing(&shared, "").await,
    }
}

async fn file(shared: &Shared, path: &str) -> Response<Body> {
    let file = shared.show.folder.join(path);
    if file.is_dir() {
        return moved(&format!("{}{path}/", shared.show.base_path));
    }
    match read(file).await {
        Some(bytes) => send(shared, StatusCode::OK, media_type(path), bytes),
        None => missing(shared, path).await,
    }
}

/// Reads a file without holding up other answers.
async fn read(file: std::path::PathBuf) -> Option<Vec<u8>> {
    tokio::task::spawn_blocking(move || std::fs::read(file).ok()).await.ok().flatten()
}

/// The site's own page for addresses that do not exist, in the language of the address.
async fn missing(shared: &Shared, path: &str) -> Response<Body> {
    let language = shared.show.languages.iter().find(|key| path.split('/').next() == Some(key.as_str()));
    let own = language.map(|key| format!("{key}/404.html"));
    for name in own.into_iter().chain(["404.html".to_string()]) {
        if let Some(bytes) = read(shared.show.folder.join(name)).await {
            return send(shared, StatusCode::NOT_FOUND, "text/html; charset=utf-8", bytes);
        }
    }
    let words = match (shared.show.speech, shared.seen.borrow().version.is_empty()) {
        ("zh", true) => "正在生成，好了会自动出现……",
        ("zh", false) => "没有这个页面",
        (_, true) => "The site is being made and will appear by itself.",
        (_, false) => "There is no such page",
    };
    let lang = shared.show.speech;
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><title>pufa</title><body style=\"font:20px/1.8 system-ui;margin:3em\"><p>{words}</p>"
    );
    send(shared, StatusCode::NOT_FOUND, "text/html; charset=utf-8", html.into_bytes())
}

/// Sends a file; into a page goes the script that keeps it fresh.
fn send(shared: &Shared, status: StatusCode, kind: &'static str, mut bytes: Vec<u8>) -> Response<Body> {
    if kind.starts_with("text/html") {
        let (version, speech) = (&shared.seen.borrow().version, shared.show.speech);
        let script =
            format!("<script src=\"/.pufa/live.js\" data-version=\"{version}\" data-lang=\"{speech}\"></script>");
        let end = bytes.windows(7).rposition(|w| w.eq_ignore_ascii_case(b"</body>")).unwrap_or(bytes.len());
        bytes.splice(end..end, script.into_bytes());
    }
    let mut response = plain(kind, bytes);
    *response.status_mut() = status;
    response
}

fn plain(kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn moved(to: &str) -> Response<Body> {
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    let encoded: String = to
        .bytes()
        .map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    if let Ok(value) = HeaderValue::from_str(&encoded) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}
