//! How far a build has come, on one line that rewrites itself. This module does I/O.
//!
//! In: `Progress` from any thread. Out: a line on standard error, ten times a second at most, and only if that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::speech::Speech;
use crate::pipeline::Progress;

const PAUSE: Duration = Duration::from_millis(100);

/// The line.
#[derive(Debug)]
pub struct Meter {
    speech: Speech,
    /// When it was last drawn; none if there is no terminal.
    drawn: Option<Mutex<Instant>>,
}

impl Meter {
    /// A line in this language; silent without a terminal.
    pub fn new(speech: Speech) -> Meter {
        // A build that is done within a tenth of a second shows nothing.
        Meter { speech, drawn: io::stderr().is_terminal().then(|| Mutex::new(Instant::now())) }
    }

    /// Shows how far it is.
    pub fn show(&self, progress: &Progress) {
        let Some(drawn) = &self.drawn else { return };
        let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.elapsed() < PAUSE {
            return;
        }
        *drawn = Instant::now();
        let (done, total, what) = (progress.done, progress.total, self.speech.say(&progress.what));
        let _ = write!(io::stderr(), "\r\x1b[2K{done}/{total} {what}");
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
