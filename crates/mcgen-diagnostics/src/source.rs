use std::fmt;
use std::ops::Deref;

/// Names one text of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// How far the texts of a [`SourceMap`] moved when they were appended to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceOffset(u32);

/// A byte range of one source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of values that were built in Rust and stand in no file.
    pub const NOWHERE: Self = Self {
        source: SourceId(u32::MAX),
        start: 0,
        end: 0,
    };

    /// A span over bytes `start..end` of `source`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            source,
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// The same place after its map was appended to another.
    #[must_use]
    pub fn moved(self, offset: SourceOffset) -> Self {
        if !self.is_somewhere() {
            return self;
        }
        Self {
            source: SourceId(self.source.0 + offset.0),
            ..self
        }
    }

    /// Whether the span points into a file.
    pub fn is_somewhere(self) -> bool {
        self.source.0 != u32::MAX
    }
}

/// A value and the place it came from.
///
/// Two spanned values are equal when their values are, wherever they were written.
#[derive(Debug, Clone, Copy)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place of the value; for a default, the place of the block that left it out.
    pub span: Span,
    /// Whether a person wrote it (`false` for a default).
    pub given: bool,
}

impl<T> Spanned<T> {
    /// A value that a person wrote at `span`.
    pub fn given(value: T, span: Span) -> Self {
        Self {
            value,
            span,
            given: true,
        }
    }

    /// A value that mcgen filled in because the block at `span` left it out.
    pub fn default_at(value: T, span: Span) -> Self {
        Self {
            value,
            span,
            given: false,
        }
    }

    /// Keeps the place and changes the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: change(self.value),
            span: self.span,
            given: self.given,
        }
    }

    /// Borrows the value at the same place.
    pub fn as_ref(&self) -> Spanned<&T> {
        Spanned {
            value: &self.value,
            span: self.span,
            given: self.given,
        }
    }
}

impl<T> From<T> for Spanned<T> {
    fn from(value: T) -> Self {
        Self::given(value, Span::NOWHERE)
    }
}

impl From<&str> for Spanned<String> {
    fn from(value: &str) -> Self {
        Self::from(value.to_owned())
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One text that diagnostics point into.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user gave it.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// The texts that were read, in the order of reading.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// Keeps `text` under `path` and names it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX - 1));
        self.sources.push(Source {
            path: path.into(),
            text: text.into(),
        });
        id
    }

    /// Moves the texts of another map behind the own ones. What pointed into the other map points
    /// into this one after [`crate::Diagnostics::moved`].
    pub fn append(&mut self, other: Self) -> SourceOffset {
        let offset = SourceOffset(u32::try_from(self.sources.len()).unwrap_or(u32::MAX - 1));
        self.sources.extend(other.sources);
        offset
    }

    /// Writes `*` over every byte under `span` but line ends, so that no output shows what stood
    /// there. All other spans stay right.
    pub fn mask(&mut self, span: Span) {
        let Some(source) = self.sources.get_mut(span.source.0 as usize) else {
            return;
        };
        let range = span.start as usize..span.end as usize;
        let Some(text) = source.text.get(range.clone()) else {
            return;
        };
        let masked: String = text
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { '*' })
            .collect();
        source.text.replace_range(range, &masked);
    }

    /// The source that `span` points into, if it points into one.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The names of the sources, in the order of reading.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    /// The sources in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter()
    }

    /// The text under `span`, empty when it points nowhere.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source)
            .and_then(|source| source.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }

    /// Line and column of the first byte of `span`.
    pub fn position(&self, span: Span) -> Option<Position> {
        self.position_at(span.source, span.start as usize)
    }

    /// Line and column after the last byte of `span`.
    pub fn end_position(&self, span: Span) -> Option<Position> {
        self.position_at(span.source, span.end as usize)
    }

    fn position_at(&self, id: SourceId, offset: usize) -> Option<Position> {
        let text = &self.get(id)?.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some(Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masking_hides_the_text_and_moves_nothing() {
        let mut sources = SourceMap::default();
        let id = sources.add("crm.yaml", "key: |\n  päss\n  word\nnext: 1\n");
        let after = Span::new(id, 22, 26);
        assert_eq!(sources.slice(after), "next");
        sources.mask(Span::new(id, 9, 21));
        assert_eq!(
            sources.slice(Span::new(id, 0, 21)),
            "key: |\n  *****\n******"
        );
        assert_eq!(sources.slice(after), "next");
        assert_eq!(sources.position(after).map(|it| it.line), Some(4));
    }

    #[test]
    fn places_are_the_same_after_their_map_was_appended() {
        let mut sources = SourceMap::default();
        sources.add("a.yaml", "a: 1\n");
        let mut other = SourceMap::default();
        let span = Span::new(other.add("b.yaml", "b: 2\n"), 3, 4);
        let offset = sources.append(other);
        assert_eq!(sources.slice(span.moved(offset)), "2");
        assert_eq!(Span::NOWHERE.moved(offset), Span::NOWHERE);
    }

    #[test]
    fn masking_nowhere_does_nothing() {
        let mut sources = SourceMap::default();
        let id = sources.add("crm.yaml", "a: 1\n");
        sources.mask(Span::NOWHERE);
        sources.mask(Span::new(id, 3, 90));
        assert_eq!(sources.slice(Span::new(id, 0, 5)), "a: 1\n");
    }
}
