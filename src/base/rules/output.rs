//! Rules about what is written (X).
//!
//! In: nothing. Out: a constant for each, and their list. Looks for nothing; it is a table.

use crate::base::diag::Severity::Error;
use crate::base::rule::{Rule, Words};

rules! {
    OUTPUT
    FOREIGN_FILE "X101" "foreign-file" Error
        what "输出文件夹里有同名文件，不是 pufa 生成的。" "The output folder has a file of the same name that pufa did not make."
        why "pufa 从不覆盖不是它生成的文件。" "pufa never overwrites files it did not make."
        fix "把那个文件移走或删去；整个文件夹都不要了，就清空它。" "Move or delete that file; if nothing in the folder matters, empty it."
        example "public/index.html";
    OUTPUT_CLASH "X102" "output-clash" Error
        what "两项内容要写到同一个输出文件。" "Two things would be written to the same output file."
        why "后写的会盖掉先写的。" "One would overwrite the other."
        fix "改其中一个的名字。" "Rename one of them."
        example "content/notices/index.md 与 content/notices/_index.md";
}
