//! Finds the references in an expression, knowing which names `for` brings into scope.

use std::ops::Range;

use crate::lex::{Kind, Token};
use crate::outline::Outline;

/// How many names of a reference are kept: enough for `module.call.type.name`.
const KEPT: usize = 4;

/// The leading names of a reference, such as `module`, `network`, `vpc_id`. Indexes and splats are left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traversal<'a> {
    names: [(&'a str, u32, u32); KEPT],
    count: usize,
}

impl<'a> Traversal<'a> {
    /// A name by its place.
    pub(super) fn name(&self, index: usize) -> Option<&'a str> {
        self.names[..self.count].get(index).map(|(name, ..)| *name)
    }

    /// The bytes from one name to another, or to the last there is.
    pub(super) fn span(&self, (first, last): (usize, usize)) -> Range<usize> {
        let end = self.count - 1;
        self.names[first.min(end)].1 as usize..self.names[last.min(end)].2 as usize
    }
}

/// An open bracket, string or heredoc.
struct Level<'a> {
    /// `{` of an object, in which a name before `=` or `:` is a key.
    object: bool,
    /// How many names were in scope outside.
    outer_scope: usize,
    /// The names of a `for` whose `:` or closing bracket has not come yet.
    pending: Vec<&'a str>,
    is_for: bool,
    /// Conditionals whose `:` has not come yet.
    questions: usize,
    /// `%{ for ... }`, whose names stay in scope up to `%{ endfor }`.
    is_directive_for: bool,
}

/// Calls `found` with every reference in `value` that does not start at a name of `scope`.
pub(super) fn scan<'a>(
    outline: &Outline<'a>,
    value: &Range<usize>,
    scope: &mut Vec<&'a str>,
    found: &mut dyn FnMut(Traversal<'a>),
) {
    let outside = scope.len();
    let mut scanner = Scanner {
        source: outline.source,
        tokens: &outline.tokens[..value.end],
        at: value.start,
        levels: Vec::new(),
        directives: Vec::new(),
        scope,
    };
    while scanner.at < value.end {
        scanner.step(found);
    }
    scope.truncate(outside);
}

struct Scanner<'a, 's> {
    source: &'a str,
    tokens: &'s [Token],
    at: usize,
    levels: Vec<Level<'a>>,
    /// How many names were in scope before each open `%{ for ... }`.
    directives: Vec<usize>,
    scope: &'s mut Vec<&'a str>,
}

impl<'a> Scanner<'a, '_> {
    fn step(&mut self, found: &mut dyn FnMut(Traversal<'a>)) {
        let token = self.tokens[self.at];
        self.at += 1;
        match token.kind {
            Kind::OpenBrace | Kind::OpenBracket => self.open(token.kind == Kind::OpenBrace, true),
            Kind::Directive => self.open_directive(),
            Kind::OpenParen | Kind::Interpolation | Kind::OpenQuote | Kind::OpenHeredoc => {
                self.open(false, false);
            }
            Kind::CloseBrace
            | Kind::CloseBracket
            | Kind::CloseParen
            | Kind::CloseQuote
            | Kind::CloseHeredoc
            | Kind::SequenceEnd => self.close(),
            Kind::Question => {
                if let Some(level) = self.levels.last_mut() {
                    level.questions += 1;
                }
            }
            Kind::Colon => self.colon(),
            Kind::Identifier => self.identifier(token, found),
            _ => {}
        }
    }

    fn open(&mut self, brace: bool, may_be_for: bool) {
        let mut level = Level {
            object: brace,
            outer_scope: self.scope.len(),
            pending: Vec::new(),
            is_for: false,
            questions: 0,
            is_directive_for: false,
        };
        if may_be_for && let Some(names) = self.for_names() {
            level.object = false;
            level.is_for = true;
            level.pending = names;
        }
        self.levels.push(level);
    }

    fn open_directive(&mut self) {
        let names = self.for_names();
        self.open(false, false);
        if let Some(names) = names {
            if let Some(level) = self.levels.last_mut() {
                level.is_directive_for = true;
                level.pending = names;
            }
            return;
        }
        let keyword = self.next_significant(self.at);
        match keyword.map(|index| (index, self.tokens[index].text(self.source))) {
            Some((index, "if" | "else" | "endif")) => self.at = index + 1,
            Some((index, "endfor")) => {
                self.at = index + 1;
                if let Some(outer) = self.directives.pop() {
                    self.scope.truncate(outer);
                }
                if let Some(level) = self.levels.last_mut() {
                    level.outer_scope = level.outer_scope.min(self.scope.len());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some(level) = self.levels.pop() else {
            return;
        };
        self.scope.truncate(level.outer_scope);
        if level.is_directive_for {
            self.directives.push(self.scope.len());
            self.scope.extend(level.pending);
        }
    }

    fn colon(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            if level.questions > 0 {
                level.questions -= 1;
            } else if level.is_for {
                self.scope.append(&mut level.pending);
            }
        }
    }

    /// Reads `for a, b in` at the cursor, and moves behind it.
    fn for_names(&mut self) -> Option<Vec<&'a str>> {
        let mut at = self.next_significant(self.at)?;
        if self.tokens[at].text(self.source) != "for" {
            return None;
        }
        let mut names = Vec::with_capacity(2);
        loop {
            at = self.next_significant(at + 1)?;
            let token = self.tokens[at];
            match token.kind {
                Kind::Identifier if !names.is_empty() && token.text(self.source) == "in" => {
                    self.at = at + 1;
                    return Some(names);
                }
                Kind::Identifier if names.len() < 2 => names.push(token.text(self.source)),
                Kind::Comma if names.len() == 1 => {}
                _ => return None,
            }
        }
    }

    fn next_significant(&self, from: usize) -> Option<usize> {
        let blank = |kind| matches!(kind, Kind::Newline | Kind::LineComment | Kind::BlockComment);
        (from..self.tokens.len()).find(|index| !blank(self.tokens[*index].kind))
    }

    fn significant_before(&self, index: usize) -> Option<Kind> {
        let blank = |kind| matches!(kind, Kind::Newline | Kind::LineComment | Kind::BlockComment);
        self.tokens[..index]
            .iter()
            .rev()
            .map(|token| token.kind)
            .find(|kind| !blank(*kind))
    }

    fn identifier(&mut self, token: Token, found: &mut dyn FnMut(Traversal<'a>)) {
        let index = self.at - 1;
        let text = token.text(self.source);
        let before = index.checked_sub(1).map(|index| self.tokens[index].kind);
        let next = self
            .next_significant(self.at)
            .map(|index| self.tokens[index].kind);
        let keyword = matches!(text, "true" | "false" | "null")
            || (text == "if" && self.levels.last().is_some_and(|level| level.is_for));
        let no_root = matches!(
            self.significant_before(index),
            Some(Kind::Dot | Kind::DoubleColon)
        ) || matches!(next, Some(Kind::OpenParen | Kind::DoubleColon));
        if keyword || no_root || self.is_key(before, next) || self.scope.contains(&text) {
            return;
        }
        found(self.traversal(token));
    }

    /// Whether a name at the start of an object's entry is its key.
    fn is_key(&self, before: Option<Kind>, next: Option<Kind>) -> bool {
        self.levels.last().is_some_and(|level| level.object)
            && matches!(next, Some(Kind::Assign | Kind::Colon))
            && matches!(
                before,
                Some(Kind::OpenBrace | Kind::Comma | Kind::Newline | Kind::BlockComment)
            )
    }

    /// Reads the names that follow a root, without moving the cursor: indexes are scanned on their own.
    fn traversal(&self, root: Token) -> Traversal<'a> {
        let mut traversal = Traversal {
            names: [(root.text(self.source), root.start, root.end); KEPT],
            count: 1,
        };
        let mut at = self.at;
        while traversal.count < KEPT {
            match self.tokens.get(at).map(|token| token.kind) {
                Some(Kind::Dot) => {
                    let Some(name) = self.tokens.get(at + 1) else {
                        break;
                    };
                    if name.kind == Kind::Identifier {
                        traversal.names[traversal.count] =
                            (name.text(self.source), name.start, name.end);
                        traversal.count += 1;
                    }
                    at += 2;
                }
                // What can be indexed to no end is not looked at again: only `module.call[...]` has names to find.
                Some(Kind::OpenBracket) if traversal.names[0].0 == "module" => {
                    let Some(end) = self.closing_bracket(at) else {
                        break;
                    };
                    at = end + 1;
                }
                _ => break,
            }
        }
        traversal
    }

    fn closing_bracket(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        (open..self.tokens.len()).find(|index| {
            depth += self.tokens[*index].kind.bracket_change();
            depth == 0
        })
    }
}
