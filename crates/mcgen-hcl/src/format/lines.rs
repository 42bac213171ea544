//! The facts of each line: its indent and the gaps before its `=` and its trailing comment.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::lex::{Kind, Token};

/// Stands for "no such token" in [`Line::assign`] and [`Line::comment`].
const ABSENT: usize = usize::MAX;

/// One line of output: tokens `first..end`, and at `end` its line break unless the text ends there.
pub(super) struct Line {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) indent: usize,
    /// The `=` that is put into a column, or [`ABSENT`].
    pub(super) assign: usize,
    pub(super) assign_gap: usize,
    /// The trailing comment that is put into a column, or [`ABSENT`].
    pub(super) comment: usize,
    pub(super) comment_gap: usize,
    /// Columns before the `=`, indent included.
    lead_width: usize,
    /// Columns from the `=` to the comment, if there are both.
    value_width: usize,
}

/// Splits the tokens into lines and decides all white space between them but the single spaces.
pub(super) fn lay_out(source: &str, tokens: &[Token], gaps: &[bool]) -> Vec<Line> {
    let mut lines = split(source, tokens);
    indent(tokens, &mut lines);
    align(source, tokens, gaps, &mut lines);
    lines
}

fn split(source: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(source.len() / 24 + 1);
    let mut first = 0;
    let ends = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == Kind::Newline);
    for end in ends.map(|(index, _)| index).chain([tokens.len()]) {
        lines.push(Line {
            first,
            end,
            indent: 0,
            assign: ABSENT,
            assign_gap: 0,
            comment: ABSENT,
            comment_gap: 0,
            lead_width: 0,
            value_width: 0,
        });
        first = end + 1;
    }
    lines
}

/// Gives each line its indent: one level for every line above that left brackets open, whatever their number.
///
/// A line that closes more than it opens takes back levels before it is placed, and a level goes only when all the
/// brackets its line opened are closed.
fn indent(tokens: &[Token], lines: &mut [Line]) {
    const STEP: usize = 2;
    // Beyond what Terraform can parse; without a limit, 1 MB of brackets would become gigabytes of blanks.
    const DEEPEST: usize = 100;
    let mut levels: Vec<u32> = Vec::new();
    for line in lines {
        let change: i32 = tokens[line.first..line.end]
            .iter()
            // Known quirk of `terraform fmt`: what a heredoc opens on its first line is not counted.
            .take_while(|token| token.kind != Kind::OpenHeredoc)
            .map(|token| token.kind.bracket_change())
            .sum();
        if change < 0 {
            close(&mut levels, change.unsigned_abs());
        }
        if line.first < line.end {
            line.indent = levels.len().min(DEEPEST) * STEP;
        }
        if change > 0 {
            levels.push(change.unsigned_abs());
        }
    }
}

/// Closes `count` brackets, the innermost level first.
fn close(levels: &mut Vec<u32>, mut count: u32) {
    while let Some(open) = levels.last_mut() {
        if *open > count {
            *open -= count;
            return;
        }
        count -= *open;
        levels.pop();
        if count == 0 {
            return;
        }
    }
}

/// Puts the `=` and then the trailing comments of consecutive lines into columns.
fn align(source: &str, tokens: &[Token], gaps: &[bool], lines: &mut [Line]) {
    for line in lines.iter_mut() {
        measure(source, tokens, gaps, line);
    }
    for run in lines.chunk_by_mut(|left, right| left.assign != ABSENT && right.assign != ABSENT) {
        let column = run.iter().map(|line| line.lead_width).max().unwrap_or(0);
        for line in run.iter_mut().filter(|line| line.assign != ABSENT) {
            line.assign_gap = column - line.lead_width + 1;
        }
    }
    for run in lines.chunk_by_mut(|left, right| left.comment != ABSENT && right.comment != ABSENT) {
        let width = |line: &Line| line.lead_width + line.assign_gap + line.value_width;
        let column = run.iter().map(width).max().unwrap_or(0);
        for line in run.iter_mut().filter(|line| line.comment != ABSENT) {
            line.comment_gap = column - width(line) + 1;
        }
    }
}

/// Finds the `=` and the trailing comment of a line and the widths in front of them.
fn measure(source: &str, tokens: &[Token], gaps: &[bool], line: &mut Line) {
    let Some(last) = line.end.checked_sub(1).filter(|last| *last > line.first) else {
        return;
    };
    if tokens[last].kind == Kind::LineComment {
        line.comment = last;
    }
    let assign = (line.first + 1..line.end).find(|index| tokens[*index].kind == Kind::Assign);
    line.assign = assign
        .filter(|index| is_balanced(&tokens[*index..line.end]))
        .unwrap_or(ABSENT);
    if line.assign == ABSENT && line.comment == ABSENT {
        return;
    }
    let end = line.comment.min(line.end);
    let middle = line.assign.min(end);
    // The first token of each part stands where the column puts it, without a gap of its own.
    let width = |range: Range<usize>| -> usize {
        let own = gaps.get(range.start).is_some_and(|gap| *gap);
        let texts = tokens[range.clone()]
            .iter()
            .map(|token| columns(token.text(source)));
        let spaces = gaps[range].iter().filter(|gap| **gap).count();
        texts.sum::<usize>() + spaces - usize::from(own)
    };
    line.lead_width = line.indent + width(line.first..middle);
    // Only a comment needs to know how wide the value before it is.
    if middle < end && line.comment != ABSENT {
        line.value_width = width(middle..end);
    }
}

/// Whether as many brackets are closed as opened: the value ends on its line.
fn is_balanced(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .map(|token| token.kind.bracket_change())
        .sum::<i32>()
        == 0
}

/// The columns of a text: one for each character a reader sees, however many code points it takes.
pub(crate) fn columns(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\r') {
        text.len()
    } else {
        text.graphemes(true)
            .map(|cluster| 1 + indic_conjuncts(cluster))
            .sum()
    }
}

/// The letters that join a cluster only since Unicode 15.1 (rule `GB9c`), which Terraform 1.11 does not know yet.
fn indic_conjuncts(cluster: &str) -> usize {
    let joined_by_mark = |(previous, letter): &(char, char)| {
        let pair = [*previous, *letter];
        letter.is_alphabetic() && pair.iter().collect::<String>().graphemes(true).count() == 2
    };
    cluster
        .chars()
        .zip(cluster.chars().skip(1))
        .filter(joined_by_mark)
        .count()
}
