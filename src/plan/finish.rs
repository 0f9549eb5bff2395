//! What is done to the pages of a sheet once they are laid out: nothing, pieces on office pages, or folded sheets.
//!
//! In: what somebody asks for. Out: values that the command line and `print` share. Knows no paper by name; the theme's formats do.

/// What is done to finished pages.
#[derive(Clone, Debug, PartialEq)]
pub enum Finish {
    /// Nothing.
    Flat,
    /// They are laid over pages of an office printer.
    Tiled(Tile),
    /// They are put on sheets that are folded and stitched.
    Folded(Fold),
}

/// How a sheet is laid over office pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// The paper, by the id of a format.
    pub paper: String,
    /// Columns and rows that the whole is to fit; as large as it is if not said.
    pub fit: Option<(usize, usize)>,
    /// How much neighbours overlap, in millimetres.
    pub overlap_mm: f64,
    /// What the printer leaves blank at each edge, in millimetres.
    pub margin_mm: f64,
}

/// How pages are put on folded sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Fold {
    /// The paper, by the id of a format; the smallest one that two pages fit on if not said.
    pub paper: Option<String>,
    /// How the printer turns the sheet.
    pub duplex: Duplex,
    /// How much each sheet is pushed out by the next one inside, in millimetres: its thickness.
    pub creep_mm: f64,
}

/// How the printer turns a sheet for its back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplex {
    /// On its longer edge: backs stand upside down in the file.
    Long,
    /// On its shorter edge.
    Short,
    /// Not at all: first all fronts, then all backs.
    None,
}
