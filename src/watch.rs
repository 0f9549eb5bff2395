//! Waits for changes of a project's files. This module does I/O.
//!
//! In: the project's root. Out: a wake-up when something that a build reads has changed and things are quiet again.
//! Does not say what changed: the build finds that out by reading, so a lost or doubled event does no harm.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::base::diag::Failure;
use crate::source::disk::{BESIDE, FOLDERS, SETTINGS};
use crate::text;

/// How long it must be quiet.
const QUIET: Duration = Duration::from_millis(50);

/// How long changes may go on before a build begins all the same.
const MOST: Duration = Duration::from_millis(300);

/// How often files are looked at where the system sends no events.
const POLL: Duration = Duration::from_secs(1);

/// A watch over a project.
pub struct Watch {
    root: PathBuf,
    watcher: Box<dyn notify::Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// Folders under watch.
    watched: Vec<PathBuf>,
}

impl Watch {
    /// Begins to watch the project at `root`: its settings and the folders a build reads.
    ///
    /// Folders are watched and not files, so that editors which save by renaming are noticed.
    pub fn begin(root: &Path) -> Result<Watch, Failure> {
        let failed = |error: notify::Error| {
            let reason = error.to_string();
            Failure::plain(text! { zh: "不能监视文件的变化：{reason}", en: "cannot watch for changes: {reason}" })
        };
        // Systems report changes under the real path, whatever path was asked for.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let (sender, events) = mpsc::channel();
        let native = RecommendedWatcher::new(sender, Config::default());
        let mut watch = Watch { root, watcher: Box::new(native.map_err(failed)?), events, watched: Vec::new() };
        if watch.follow().is_err() {
            // Too many folders for the system's own watcher, or a network drive without one: look now and then.
            let (sender, events) = mpsc::channel();
            let poll = PollWatcher::new(sender, Config::default().with_poll_interval(POLL)).map_err(failed)?;
            watch.watcher = Box::new(poll);
            watch.events = events;
            watch.watched.clear();
            watch.follow().map_err(failed)?;
        }
        Ok(watch)
    }

    /// Waits until something has changed and no more follows at once; `false` if no change can come any more.
    pub fn wait(&mut self) -> bool {
        loop {
            match self.events.recv() {
                Ok(event) if self.matters(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        let begun = Instant::now();
        let mut last = begun;
        while begun.elapsed() < MOST && last.elapsed() < QUIET {
            match self.events.recv_timeout(QUIET.saturating_sub(last.elapsed())) {
                Ok(event) if self.matters(&event) => last = Instant::now(),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        // A folder such as `theme/` may have come into being; one that cannot be watched yet is tried again next time.
        let _ = self.follow();
        true
    }

    /// Watches the folders that exist and are not watched yet.
    fn follow(&mut self) -> notify::Result<()> {
        self.watched.retain(|folder| folder.is_dir());
        let folders = FOLDERS.map(|name| (self.root.join(name), RecursiveMode::Recursive));
        for (folder, mode) in std::iter::once((self.root.clone(), RecursiveMode::NonRecursive)).chain(folders) {
            if folder.is_dir() && !self.watched.contains(&folder) {
                self.watcher.watch(&folder, mode)?;
                self.watched.push(folder);
            }
        }
        Ok(())
    }

    /// Whether an event is about something a build reads.
    fn matters(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
            // Reading is what a build does itself.
            EventKind::Access(_) => return false,
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {}
        }
        // Without a path the system says that it lost count.
        event.paths.is_empty() || event.paths.iter().any(|path| is_read(&self.root, path))
    }
}

/// Whether a build reads this file, or looks into this folder: not what editors and systems leave behind.
fn is_read(root: &Path, path: &Path) -> bool {
    let Ok(relative) = path.strip_prefix(root) else { return false };
    let mut parts = relative.iter().map(|part| part.to_string_lossy());
    let Some(first) = parts.next() else { return false };
    if first == SETTINGS || BESIDE.contains(&&*first) {
        return parts.next().is_none();
    }
    FOLDERS.contains(&&*first)
        && !parts.any(|part| part.starts_with('.') || part.starts_with("~$") || part.ends_with('~'))
}
