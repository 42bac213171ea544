use mcgen_diagnostics::Span;

/// One value of an environment file as it was written, with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// What stands there.
    pub(crate) kind: NodeKind,
    /// Where it stands; for a key's value that is another file than the key's after `extends`.
    pub(crate) span: Span,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeKind {
    /// Nothing, `null` or `~`.
    Null,
    /// One word or text. Numbers and booleans keep the text they were written with, so that a
    /// version `1.10` does not become `1.1`.
    Scalar {
        /// The text without quotes.
        text: String,
        /// Whether it stood without quotes, so that `16` may be a number and `no` a mistake.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the file; keys are unique.
    Mapping(Vec<Entry>),
}

/// One key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: String,
    /// The place of the key.
    pub(crate) key_span: Span,
    /// Its value.
    pub(crate) value: Node,
}

impl Node {
    /// What the node is, for a message.
    pub(crate) fn describe(&self) -> String {
        match &self.kind {
            NodeKind::Null => "nothing".to_owned(),
            NodeKind::Scalar { text, .. } if text.chars().count() > 40 => {
                let start: String = text.chars().take(40).collect();
                format!("`{start}…`")
            }
            NodeKind::Scalar { text, .. } => format!("`{text}`"),
            NodeKind::Sequence(_) => "a list".to_owned(),
            NodeKind::Mapping(_) => "a block of keys".to_owned(),
        }
    }

    /// The place of the first key of a mapping, as a short mark for all of it.
    pub(crate) fn first_key(&self) -> Span {
        match &self.kind {
            NodeKind::Mapping(entries) => entries.first().map_or(self.span, |it| it.key_span),
            _ => self.span,
        }
    }

    /// The value of `key`, if this is a mapping that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// Lays this node over `base`: blocks are merged key by key, everything else is replaced.
    #[must_use]
    pub(crate) fn over(self, base: Self) -> Self {
        match (self.kind, base.kind) {
            (NodeKind::Mapping(upper), NodeKind::Mapping(mut merged)) => {
                for entry in upper {
                    match merged.iter_mut().find(|it| it.key == entry.key) {
                        Some(below) => {
                            below.value = entry.value.over(below.value.clone());
                            below.key_span = entry.key_span;
                        }
                        None => merged.push(entry),
                    }
                }
                Self {
                    kind: NodeKind::Mapping(merged),
                    span: self.span,
                }
            }
            (kind, _) => Self {
                kind,
                span: self.span,
            },
        }
    }
}
