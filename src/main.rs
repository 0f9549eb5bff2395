//! The `pufa` command.
fn main() {}
