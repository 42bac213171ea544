use std::collections::BTreeMap;
use std::ops::Range;

use crate::{Diagnostics, Position, Source, SourceId, SourceMap, Span};

/// A text with the offset of each line, so that finding a line does not read the text again.
#[derive(Debug)]
pub(crate) struct LineTable<'a> {
    pub(crate) id: SourceId,
    pub(crate) path: &'a str,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineTable<'a> {
    pub(crate) fn new(id: SourceId, source: &'a Source) -> Self {
        let text = source.text.as_str();
        let after_newlines = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            id,
            path: &source.path,
            text,
            starts: std::iter::once(0).chain(after_newlines).collect(),
        }
    }

    /// The number of the line, from 0, that holds `offset`.
    pub(crate) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of line `line` (from 0), without its line ending.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let next = self.starts.get(line + 1).copied();
        let line = &self.text[start..next.unwrap_or(self.text.len())];
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }

    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[range]
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.line_at(offset);
        Position {
            line: line + 1,
            column: self.text[self.starts[line]..offset].chars().count() + 1,
        }
    }

    /// The bytes of `span`, made legal: inside the text and on character boundaries.
    fn legal_range(&self, span: Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary(span.end as usize);
        start..end.max(start)
    }
}

/// A span that was found in its text.
#[derive(Debug)]
pub(crate) struct Place<'a, 't> {
    pub(crate) lines: &'t LineTable<'a>,
    pub(crate) range: Range<usize>,
    pub(crate) start: Position,
    pub(crate) end: Position,
}

impl Place<'_, '_> {
    /// The range without the blank space that a block's span holds at its end, which would draw
    /// carets on the lines below the block.
    pub(crate) fn visible_range(&self) -> Range<usize> {
        let (start, end) = (self.range.start, self.range.end);
        let text = self.lines.slice(start..end);
        let visible = text.trim_end();
        if !visible.is_empty() {
            start..start + visible.len()
        } else if text.contains('\n') {
            start..start
        } else {
            start..end
        }
    }

    /// Where the visible range ends.
    pub(crate) fn visible_end(&self) -> Position {
        self.lines.position(self.visible_range().end)
    }
}

/// Line tables of all texts that some findings point into.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    tables: BTreeMap<SourceId, LineTable<'a>>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(diagnostics: &Diagnostics, sources: &'a SourceMap) -> Self {
        let mut tables = BTreeMap::new();
        for label in diagnostics.iter().flat_map(|finding| &finding.labels) {
            let id = label.span.source;
            if let Some(source) = sources.get(id) {
                tables
                    .entry(id)
                    .or_insert_with(|| LineTable::new(id, source));
            }
        }
        Self { tables }
    }

    /// Where `span` is, if it points into a known text.
    pub(crate) fn find(&self, span: Span) -> Option<Place<'a, '_>> {
        let lines = self.tables.get(&span.source)?;
        let range = lines.legal_range(span);
        Some(Place {
            start: lines.position(range.start),
            end: lines.position(range.end),
            lines,
            range,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Diagnostic, Rule, Severity};
    use proptest::prelude::*;

    static RULE: Rule = Rule {
        code: "NET-001",
        slug: "overlapping-ranges",
        severity: Severity::Error,
        summary: "two routed ranges overlap",
        fix: "",
        explain: "",
        sources: &[],
        waivable: false,
    };

    fn find(text: &str, start: usize, end: usize) -> (Position, Position, Range<usize>) {
        let mut sources = SourceMap::default();
        let span = Span::new(sources.add("a.yaml", text), start, end);
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::new(&RULE).at(span, "here"));
        let places = Places::new(&diagnostics, &sources);
        let place = places.find(span).unwrap();
        (place.start, place.end, place.range)
    }

    #[test]
    fn columns_count_characters() {
        let (start, end, _) = find("a: 서울\n", 3, 9);
        assert_eq!((start.line, start.column), (1, 4));
        assert_eq!((end.line, end.column), (1, 6));
    }

    #[test]
    fn a_span_inside_a_character_grows_to_the_whole_character() {
        assert_eq!(find("a: 서울\n", 4, 5).2, 3..6);
    }

    #[test]
    fn the_end_of_a_text_after_a_newline_is_a_line_of_its_own() {
        let (start, _, range) = find("a: 1\n", 5, 5);
        assert_eq!((start.line, start.column), (2, 1));
        assert_eq!(range, 5..5);
    }

    #[test]
    fn a_line_has_no_line_ending() {
        let mut sources = SourceMap::default();
        let id = sources.add("a", "x\r\ny\n\nz");
        let lines = LineTable::new(id, sources.get(id).unwrap());
        let texts = (0..4).map(|line| lines.slice(lines.line_range(line)));
        assert_eq!(texts.collect::<Vec<_>>(), ["x", "y", "", "z"]);
    }

    proptest! {
        #[test]
        fn positions_agree_with_the_source_map(text in "(?s).{0,60}", start in 0usize..200, end in 0usize..200) {
            let mut sources = SourceMap::default();
            let span = Span::new(sources.add("a", text.as_str()), start, end);
            let (found, _, range) = find(&text, start, end);
            prop_assert_eq!(Some(found), sources.position(span));
            prop_assert!(text.get(range).is_some());
        }
    }
}
