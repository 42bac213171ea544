use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::normalize_untrusted_str;

use crate::place::{LineTable, Place};

/// The largest piece of a text, in bytes, that one label or one gap between two labels may bring
/// into view. It bounds the work for a finding in a text of any size.
const VIEW_LIMIT: usize = 8 * 1024;

/// A label's place as it is shown: a few whole lines with a range in them.
#[derive(Debug)]
pub(crate) struct Mark<'a, 't> {
    pub(crate) label: usize,
    lines: &'t LineTable<'a>,
    first: usize,
    last: usize,
    range: Range<usize>,
}

impl<'a, 't> Mark<'a, 't> {
    /// `None` when the line is too long to be shown.
    pub(crate) fn new(label: usize, place: &Place<'a, 't>) -> Option<Self> {
        let lines = place.lines;
        let mut range = place.visible_range();
        let first = lines.line_at(range.start);
        let view_start = lines.line_range(first).start;
        let view_end = |line| lines.line_range(line).end;
        let mut last = lines.line_at(range.end);
        if view_end(last) - view_start > VIEW_LIMIT {
            last = first;
            range.end = view_end(first).max(range.start);
        }
        (view_end(last) - view_start <= VIEW_LIMIT).then_some(Self {
            label,
            lines,
            first,
            last,
            range,
        })
    }

    fn follows_closely(&self, previous_last: usize) -> bool {
        let gap_start = self.lines.line_range(previous_last).end;
        let gap_end = self.lines.line_range(self.first).start;
        gap_end.saturating_sub(gap_start) <= VIEW_LIMIT
    }
}

/// Neighbouring lines of one text, cut out to be shown, with labelled ranges in them.
#[derive(Debug)]
pub(crate) struct Excerpt<'a> {
    pub(crate) path: &'a str,
    /// The number of the first line, from 1.
    pub(crate) line_start: usize,
    pub(crate) text: String,
    /// The index of each label and its range in `text`.
    pub(crate) labels: Vec<(usize, Range<usize>)>,
}

/// Gathers marks that stand close together in one text; the excerpt with the first label comes first.
pub(crate) fn excerpts<'a>(mut marks: Vec<Mark<'a, '_>>) -> Vec<Excerpt<'a>> {
    marks.sort_by_key(|mark| (mark.lines.id, mark.first, mark.last, mark.label));
    let mut groups: Vec<(usize, Vec<Mark<'a, '_>>)> = Vec::new();
    for mark in marks {
        match groups.last_mut() {
            Some((last, group))
                if group[0].lines.id == mark.lines.id && mark.follows_closely(*last) =>
            {
                *last = mark.last.max(*last);
                group.push(mark);
            }
            _ => groups.push((mark.last, vec![mark])),
        }
    }
    groups.sort_by_key(|(_, group)| group.iter().map(|mark| mark.label).min());
    groups
        .iter()
        .map(|(last, group)| cut(group, *last))
        .collect()
}

fn cut<'a>(group: &[Mark<'a, '_>], last: usize) -> Excerpt<'a> {
    let lines = group[0].lines;
    let first = group[0].first;
    let mut text = String::new();
    let mut starts = Vec::new();
    for line in first..=last {
        starts.push(text.len());
        text.push_str(&printable(lines.slice(lines.line_range(line))));
        // Each line gets an ending, or an empty last line would not exist for the renderer.
        text.push('\n');
    }
    let offset_in_cut = |offset: usize| {
        let line = lines.line_at(offset);
        let whole = lines.line_range(line);
        let before = lines.slice(whole.start..offset.min(whole.end));
        starts[line - first] + printable(before).len()
    };
    let labels = group
        .iter()
        .map(|mark| {
            let range = offset_in_cut(mark.range.start)..offset_in_cut(mark.range.end);
            (mark.label, range)
        })
        .collect();
    Excerpt {
        path: lines.path,
        line_start: first + 1,
        text,
        labels,
    }
}

/// Replaces the control characters that annotate-snippets passes on (U+0080 to U+009F); a terminal
/// may obey them.
fn printable(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if text.contains(is_bad) {
        Cow::Owned(text.replace(is_bad, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Makes every control character but the line feed visible and harmless.
pub(crate) fn visible_controls(text: &str) -> String {
    normalize_untrusted_str(&printable(text))
}
