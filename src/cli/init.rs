//! `pufa init`: a new site from the starter content inside the program. This module does I/O.
//!
//! In: a folder that does not exist or is empty. Out: settings and first pages, ready to build without any other file.
//! Never writes into a folder that holds anything.

use std::fs;
use std::path::Path;

use super::Status;
use super::terminal::Terminal;
use crate::base::diag::Failure;
use crate::output::claim::make_folder;
use crate::text;
use crate::theme;

/// What version control leaves out.
const IGNORE: &str =
    "# 生成的网站和中间结果，不入库。 What pufa makes is not kept under version control.\n/public/\n/print/\n/.pufa/\n";

/// Begins a site.
pub fn init(folder: &Path, terminal: &Terminal) -> Result<Status, Failure> {
    let shown = folder.display();
    let in_use = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(Failure::io(text! { zh: "新建网站", en: "beginning a site in" }, folder, error)),
    };
    if in_use {
        return Err(Failure::plain(text! {
            zh: "文件夹 `{shown}` 里已有文件；请另起一个名字，或先清空它",
            en: "the folder `{shown}` is not empty; choose another name or empty it first"
        }));
    }
    let files = theme::starter();
    let ignore = (".gitignore".to_string(), IGNORE.as_bytes());
    for (name, bytes) in files.iter().chain([&ignore]) {
        let file = folder.join(name);
        make_folder(file.parent().unwrap_or(folder))?;
        fs::write(&file, bytes).map_err(|e| Failure::io(text! { zh: "写入文件", en: "writing a file" }, &file, e))?;
    }
    let s = terminal.speech;
    let name = if folder.to_string_lossy().contains(' ') { format!("\"{shown}\"") } else { shown.to_string() };
    terminal.say(&s.pick(
        format!("新网站在 {shown}，共 {} 个文件。接下来：\n  cd {name}\n  pufa serve     在浏览器里边改边看\n先改 pufa.toml，再把各页里写着“待填”的地方换成真实内容。\n", files.len() + 1),
        format!("a new site is in {shown}, {} files. Next:\n  cd {name}\n  pufa serve     see it in the browser while writing\nBegin with pufa.toml, then replace whatever says “to be filled in”.\n", files.len() + 1),
    ));
    Ok(Status::Clean)
}
