//! YAML and JSON text to [`Node`]s, within limits that no honest file reaches.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError};
use mcgen_diagnostics::{Diagnostic, Diagnostics, SourceId, Span};

use crate::node::{Entry, Node, NodeKind};
use crate::rules;

/// The largest file that is read, in bytes. The largest environment that uses every key has under 20 kB.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// The deepest nesting of blocks and lists.
const MAX_DEPTH: usize = 32;
/// The most values of one file, aliases counted as often as they are used.
const MAX_NODES: usize = 50_000;

/// Reads one text. `None` when it is not YAML at all or has no content; the reason is in `diagnostics`.
pub(crate) fn read(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut options = granit_parser::Options::default();
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    options.emit_comments = false;
    let mut reader = Reader {
        parser: Parser::new_from_str_with_options(text, options),
        source,
        length: text.len(),
        anchors: HashMap::new(),
        nodes: 0,
        diagnostics,
    };
    match reader.document() {
        Ok(node) => node,
        Err(Stop::Said) => None,
        Err(Stop::Broken(error)) => {
            let at = error.marker().byte_offset().unwrap_or(text.len());
            let span = one_character(text, source, at);
            let deep = error.info().contains("nesting") || error.info().contains("recursion");
            diagnostics.push(if deep {
                Diagnostic::new(&rules::LIMIT)
                    .at(span, "this stands too deep")
                    .because(format!(
                        "blocks and lists are read up to {MAX_DEPTH} levels deep, far more than an environment has"
                    ))
                    .help("take the levels above away; often a bracket or an indent is repeated by mistake")
            } else {
                Diagnostic::new(&rules::BROKEN_YAML).at(span, error.info())
            });
            None
        }
    }
}

fn one_character(text: &str, source: SourceId, at: usize) -> Span {
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(source, start, start + width)
}

enum Stop {
    /// The diagnostic has been given.
    Said,
    Broken(ScanError),
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Self::Broken(error)
    }
}

struct Reader<'text, 'out> {
    parser: Parser<'text, granit_parser::StrInput<'text>>,
    source: SourceId,
    length: usize,
    /// Only looked up, never walked, so its order cannot reach the output.
    anchors: HashMap<usize, Node>,
    nodes: usize,
    diagnostics: &'out mut Diagnostics,
}

impl<'text> Reader<'text, '_> {
    fn next(&mut self) -> Result<(Event<'text>, Span), Stop> {
        match self.parser.next_event() {
            Some(result) => {
                let (event, span) = result?;
                let start = span.start.byte_offset().unwrap_or_default();
                let end = span.end.byte_offset().unwrap_or(self.length);
                Ok((event, Span::new(self.source, start, end.max(start))))
            }
            None => Ok((
                Event::StreamEnd,
                Span::new(self.source, self.length, self.length),
            )),
        }
    }

    fn document(&mut self) -> Result<Option<Node>, Stop> {
        let mut root = None;
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => break,
                (Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd, _) => {}
                (event, span) if root.is_none() => root = Some(self.node(event, span)?),
                (_, span) => {
                    self.diagnostics.push(
                        Diagnostic::new(&rules::BROKEN_YAML)
                            .at(span, "a second document begins here")
                            .help("one file is one environment: put the second one into a file of its own"),
                    );
                    return Err(Stop::Said);
                }
            }
        }
        Ok(root)
    }

    fn node(&mut self, event: Event<'text>, span: Span) -> Result<Node, Stop> {
        self.count(1, span)?;
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let kind = if plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL") {
                    NodeKind::Null
                } else {
                    NodeKind::Scalar {
                        text: text.into_owned(),
                        plain,
                    }
                };
                (Node { kind, span }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => (self.sequence(span)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.mapping(span)?, anchor),
            Event::Alias(id) => {
                let Some(node) = self.anchors.get(&id).cloned() else {
                    self.diagnostics.push(
                        Diagnostic::new(&rules::BROKEN_YAML).at(span, "this alias contains itself"),
                    );
                    return Err(Stop::Said);
                };
                self.count(size(&node), span)?;
                return Ok(node);
            }
            _ => {
                return Ok(Node {
                    kind: NodeKind::Null,
                    span,
                });
            }
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn sequence(&mut self, start: Span) -> Result<Node, Stop> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    let span = Span {
                        end: end.end,
                        ..start
                    };
                    return Ok(Node {
                        kind: NodeKind::Sequence(items),
                        span,
                    });
                }
                (event, span) => items.push(self.node(event, span)?),
            }
        }
    }

    fn mapping(&mut self, start: Span) -> Result<Node, Stop> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = self.next()?;
            if event == Event::MappingEnd {
                // A block mapping ends where its last value ends, not at the next token.
                let end = entries.last().map_or(key_span.end, |entry| {
                    entry.value.span.end.max(entry.key_span.end)
                });
                let end = if key_span.end > key_span.start {
                    key_span.end
                } else {
                    end
                };
                return Ok(Node {
                    kind: NodeKind::Mapping(entries),
                    span: Span { end, ..start },
                });
            }
            let key_node = self.node(event, key_span)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span)?;
            let NodeKind::Scalar { text: key, .. } = key_node.kind else {
                self.diagnostics.push(
                    Diagnostic::new(&rules::WRONG_TYPE).at(key_span, "a key must be one word"),
                );
                continue;
            };
            if let Some(first) = entries.iter().find(|entry| entry.key == key) {
                self.diagnostics.push(
                    Diagnostic::new(&rules::DUPLICATE_KEY)
                        .at(key_span, format!("`{key}` again"))
                        .at(first.key_span, format!("`{key}` first stands here")),
                );
                continue;
            }
            entries.push(Entry {
                key,
                key_span,
                value,
            });
        }
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Stop> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        self.diagnostics.push(
            Diagnostic::new(&rules::LIMIT)
                .at(span, "here the file grows too large")
                .because(format!(
                    "with its aliases written out the file holds more than {MAX_NODES} values"
                )),
        );
        Err(Stop::Said)
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.kind {
        NodeKind::Sequence(items) => items.iter().map(size).sum(),
        NodeKind::Mapping(entries) => entries.iter().map(|entry| 1 + size(&entry.value)).sum(),
        NodeKind::Null | NodeKind::Scalar { .. } => 0,
    }
}
