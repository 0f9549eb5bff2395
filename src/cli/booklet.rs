//! `pufa booklet`: the PDF of a booklet, page by page or on the sheets it is folded from.
//!
//! In: a page's file, perhaps a format, a language, and the paper. Out: PDF files as `poster` writes them, through the same code.
//! Nothing is laid out here.

use super::Status;
use super::args::Booklet;
use super::poster::carry_out;
use super::terminal::Terminal;
use crate::base::diag::Failure;
use crate::pipeline::Wanted;
use crate::plan::finish::{Duplex, Finish};

/// Makes a booklet.
pub fn booklet(request: &Booklet, terminal: &Terminal) -> Result<Status, Failure> {
    let finish = request.impose.clone().map_or(Finish::Flat, Finish::Folded);
    let among = Wanted { booklet: true, ..Wanted::default() };
    let status = carry_out(&request.page, among, &finish, terminal)?;
    if let Some(fold) = request.impose.as_ref().filter(|_| status == Status::Clean) {
        let s = terminal.speech;
        let how = match fold.duplex {
            Duplex::Short => s.pick(
                "打印时选：实际大小、横向、双面、短边翻页",
                "print at actual size, landscape, on both sides, flipped on the short edge",
            ),
            Duplex::Long => s.pick(
                "打印时选：实际大小、横向、双面、长边翻页",
                "print at actual size, landscape, on both sides, flipped on the long edge",
            ),
            Duplex::None => s.pick(
                "先印正面文件，把一叠像翻书一样翻过来，再印背面文件；说明见 -how.pdf",
                "print the fronts, turn the pile over like the page of a book, print the backs; -how.pdf has the steps",
            ),
        };
        terminal.say(&format!("{how}\n"));
    }
    Ok(status)
}
