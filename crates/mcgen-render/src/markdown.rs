//! Pieces of Markdown that the READMEs share.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A table with a header. Cells may hold anything; what would break the table is escaped.
pub(crate) fn table<'a, const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [Cow<'a, str>; N]>,
) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "| {} |", header.join(" | "));
    let _ = writeln!(text, "|{}", " --- |".repeat(N));
    for row in rows {
        for cell in &row {
            text.push_str("| ");
            push_escaped(&mut text, cell);
            text.push(' ');
        }
        text.push_str("|\n");
    }
    text
}

fn push_escaped(text: &mut String, mut cell: &str) {
    while let Some(at) = cell.find(['|', '\r', '\n']) {
        text.push_str(&cell[..at]);
        text.push_str(if cell[at..].starts_with('|') {
            "\\|"
        } else {
            " "
        });
        cell = &cell[at + 1..];
    }
    text.push_str(cell);
}

/// Text between backticks, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
