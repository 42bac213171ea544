//! The text of values and expressions: escaping, and what goes on lines of its own.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::Literal;
use crate::identifier::is_identifier;

/// A list of scalars wider than this is written with one item on each line.
const LIST_WIDTH: usize = 80;

const SPACES: &str = "                                ";

/// Something with HCL text, laid out at the indent of its sink.
pub(crate) trait Layout {
    fn write(&self, sink: &mut Sink<'_>) -> fmt::Result;
    /// Whether the text takes several lines.
    fn is_tall(&self) -> bool;
}

/// Where text goes: an output with its indent, or one line only.
pub(crate) struct Sink<'a> {
    out: &'a mut dyn Write,
    indent: usize,
    inline: bool,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            indent: 0,
            inline: false,
        }
    }

    pub(crate) fn text(&mut self, text: &str) -> fmt::Result {
        self.out.write_str(text)
    }

    pub(crate) fn display(&mut self, value: &dyn fmt::Display) -> fmt::Result {
        write!(self.out, "{value}")
    }

    pub(crate) fn string(&mut self, text: &str) -> fmt::Result {
        write_string(self.out, text)
    }

    /// The inside of a quoted string.
    pub(crate) fn escaped(&mut self, text: &str) -> fmt::Result {
        write_escaped(self.out, text)
    }

    fn line(&mut self) -> fmt::Result {
        self.out.write_char('\n')?;
        self.spaces(self.indent)
    }

    fn spaces(&mut self, mut count: usize) -> fmt::Result {
        while count > SPACES.len() {
            self.text(SPACES)?;
            count -= SPACES.len();
        }
        self.text(&SPACES[..count])
    }

    /// `[...]`, on one line where all items are scalars and fit.
    pub(crate) fn list<V: Layout>(&mut self, items: &[V]) -> fmt::Result {
        if self.inline || !is_tall_list(items) {
            self.text("[")?;
            self.separated(items)?;
            return self.text("]");
        }
        self.text("[")?;
        self.indent += 2;
        for item in items {
            self.line()?;
            item.write(self)?;
            self.text(",")?;
        }
        self.indent -= 2;
        self.line()?;
        self.text("]")
    }

    /// `a, b, c`.
    pub(crate) fn separated<V: Layout>(&mut self, items: &[V]) -> fmt::Result {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text(", ")?;
            }
            item.write(self)?;
        }
        Ok(())
    }

    /// `{...}`: one entry on each line, the `=` of neighbours that fit on one line in a column.
    pub(crate) fn object<V: Layout>(&mut self, entries: &[(String, V)]) -> fmt::Result {
        if entries.is_empty() {
            return self.text("{}");
        }
        if self.inline {
            return self.inline_object(entries);
        }
        self.text("{")?;
        self.indent += 2;
        for run in entries.chunk_by(|(_, left), (_, right)| !left.is_tall() && !right.is_tall()) {
            let keys: Vec<(Cow<'_, str>, usize)> = run
                .iter()
                .map(|(key, _)| {
                    let text = key_text(key);
                    let width = columns(&text);
                    (text, width)
                })
                .collect();
            let column = keys.iter().map(|(_, width)| *width).max().unwrap_or(0);
            for ((key, width), (_, value)) in keys.iter().zip(run) {
                self.line()?;
                self.text(key)?;
                self.spaces(column - width)?;
                self.text(" = ")?;
                value.write(self)?;
            }
        }
        self.indent -= 2;
        self.line()?;
        self.text("}")
    }

    fn inline_object<V: Layout>(&mut self, entries: &[(String, V)]) -> fmt::Result {
        for (index, (key, value)) in entries.iter().enumerate() {
            self.text(if index == 0 { "{ " } else { ", " })?;
            self.text(&key_text(key))?;
            self.text(" = ")?;
            value.write(self)?;
        }
        self.text(" }")
    }

    /// Runs `write` with everything on one line.
    pub(crate) fn on_one_line(
        &mut self,
        write: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let outer = std::mem::replace(&mut self.inline, true);
        let result = write(self);
        self.inline = outer;
        result
    }
}

/// Whether a list takes several lines.
pub(crate) fn is_tall_list<V: Layout>(items: &[V]) -> bool {
    items.iter().any(Layout::is_tall) || inline_width(items) > LIST_WIDTH
}

fn inline_width<V: Layout>(items: &[V]) -> usize {
    let mut width = Width(0);
    let mut sink = Sink {
        out: &mut width,
        indent: 0,
        inline: true,
    };
    match sink.separated(items) {
        Ok(()) => width.0,
        // `Width` stops the writing once nothing shorter can follow.
        Err(fmt::Error) => usize::MAX,
    }
}

/// Counts columns and gives up beyond [`LIST_WIDTH`].
struct Width(usize);

impl Write for Width {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        if self.0 > LIST_WIDTH {
            Err(fmt::Error)
        } else {
            Ok(())
        }
    }
}

fn columns(key: &str) -> usize {
    crate::format::columns(key)
}

/// An object key: bare when it is a name no reader could take for something else.
fn key_text(key: &str) -> Cow<'_, str> {
    let keyword = matches!(key, "for" | "if" | "in" | "null" | "true" | "false");
    if is_identifier(key) && !keyword {
        return Cow::Borrowed(key);
    }
    let mut text = String::with_capacity(key.len() + 2);
    // Writing to a `String` cannot fail.
    let _ = write_string(&mut text, key);
    Cow::Owned(text)
}

/// A quoted string that evaluates to `text` and to nothing else.
pub(crate) fn write_string(out: &mut dyn Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    write_escaped(out, text)?;
    out.write_char('"')
}

/// The inside of a quoted string.
fn write_escaped(out: &mut dyn Write, text: &str) -> fmt::Result {
    if text.bytes().all(is_plain) {
        return out.write_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.find(needs_escape) {
        out.write_str(&rest[..at])?;
        let mut characters = rest[at..].chars();
        let Some(special) = characters.next() else {
            break;
        };
        let opens = characters.as_str().starts_with('{');
        match special {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            '$' if opens => out.write_str("$$")?,
            '%' if opens => out.write_str("%%")?,
            '$' | '%' => out.write_char(special)?,
            other if u32::from(other) <= 0xffff => write!(out, "\\u{:04x}", u32::from(other))?,
            other => write!(out, "\\U{:08x}", u32::from(other))?,
        }
        rest = characters.as_str();
    }
    out.write_str(rest)
}

/// The bytes of most strings, which stand for themselves.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'$' | b'%')
}

fn needs_escape(c: char) -> bool {
    matches!(c, '"' | '\\' | '$' | '%') || c.is_control() || is_invisible(c)
}

/// Characters that would make a reader see other text than Terraform does: direction marks, line separators, the
/// byte order mark, tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

impl Layout for Literal {
    fn write(&self, sink: &mut Sink<'_>) -> fmt::Result {
        match self {
            Self::Null => sink.text("null"),
            Self::Bool(value) => sink.text(if *value { "true" } else { "false" }),
            Self::Integer(value) => sink.display(value),
            Self::Decimal(value) => sink.display(value),
            Self::String(value) => sink.string(value),
            Self::List(items) => sink.list(items),
            Self::Object(entries) => sink.object(entries),
        }
    }

    fn is_tall(&self) -> bool {
        match self {
            Self::List(items) => is_tall_list(items),
            Self::Object(entries) => !entries.is_empty(),
            _ => false,
        }
    }
}

/// A value on one line.
pub(crate) struct Inline<'a, V>(pub(crate) &'a V);

impl<V: Layout> fmt::Display for Inline<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Sink::new(f).on_one_line(|sink| self.0.write(sink))
    }
}
