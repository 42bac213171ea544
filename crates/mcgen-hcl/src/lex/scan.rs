//! The scanner itself: a loop over a stack of modes, so that deep nesting costs memory and never the call stack.

use super::{Kind, LexFault, Token};

/// A set of bytes, for the loops that look at every byte of a text.
const fn table(members: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < members.len() {
        table[members[index] as usize] = true;
        index += 1;
    }
    table
}

const NAME: [bool; 256] =
    table(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

const BLANK: [bool; 256] = table(b" \t");

/// The bytes of a quoted string that are not always themselves.
const SPECIAL: [bool; 256] = table(b"\"\\\n$%");

/// How many bytes from `start` on are inside or outside of a set.
fn run(bytes: &[u8], start: usize, set: &[bool; 256], inside: bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.iter()
        .position(|byte| set[usize::from(*byte)] != inside)
        .unwrap_or(rest.len())
}

/// Where the scanner is.
enum Mode {
    /// Between tokens of an expression or a body. `braces` counts `{` since the mode began; at zero a `}` ends the
    /// template sequence, unless this is the outermost mode.
    Code { braces: u32, opened: u32 },
    /// Inside `"..."`, after the opening quote.
    Quote { opened: u32 },
    /// Inside a heredoc, after its opening line; the marker's bytes are `marker`.
    Heredoc { opened: u32, marker: (u32, u32) },
}

struct Scanner<'a> {
    bytes: &'a [u8],
    source: &'a str,
    at: usize,
    tokens: Vec<Token>,
    modes: Vec<Mode>,
}

/// Splits `source` into tokens, or names the first byte that no token can hold.
pub(crate) fn tokenize(source: &str) -> Result<Vec<Token>, LexFault> {
    if u32::try_from(source.len()).is_err() {
        return Err(LexFault {
            offset: 0,
            reason: "the text is larger than 4 GiB",
        });
    }
    let mut scanner = Scanner {
        bytes: source.as_bytes(),
        source,
        at: 0,
        tokens: Vec::with_capacity(source.len() / 5 + 8),
        modes: vec![Mode::Code {
            braces: 0,
            opened: 0,
        }],
    };
    scanner.run()?;
    match stray_return(source, &scanner.tokens) {
        Some(offset) => Err(fault(
            offset,
            "a carriage return must end a line, or be written as `\\r` in a quoted string",
        )),
        None => Ok(scanner.tokens),
    }
}

/// The first carriage return within a string or a heredoc that ends no line; a comment may hold one.
fn stray_return(source: &str, tokens: &[Token]) -> Option<usize> {
    if !source.contains('\r') {
        return None;
    }
    let strings = tokens.iter().filter(|it| {
        matches!(
            it.kind,
            Kind::Quoted | Kind::Text | Kind::Heredoc | Kind::CloseHeredoc
        )
    });
    strings
        .flat_map(|token| {
            let start = token.start as usize;
            let text = &source[start..token.end as usize];
            text.match_indices('\r').map(move |(at, _)| start + at)
        })
        .find(|at| source.as_bytes().get(at + 1) != Some(&b'\n'))
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), LexFault> {
        while self.at < self.bytes.len() {
            match self.modes.last() {
                Some(&Mode::Quote { opened }) => self.quoted_text(opened)?,
                Some(&Mode::Heredoc { opened, marker }) => self.heredoc_text(opened, marker)?,
                Some(Mode::Code { .. }) | None => self.code()?,
            }
        }
        match self.modes.last() {
            Some(Mode::Quote { opened }) => {
                Err(fault(*opened as usize, "the string is not closed"))
            }
            Some(Mode::Heredoc { opened, .. }) => {
                Err(fault(*opened as usize, "the heredoc has no end marker"))
            }
            Some(Mode::Code { opened, .. }) if self.modes.len() > 1 => Err(fault(
                self.outermost_opening(*opened),
                "the template sequence is not closed",
            )),
            _ => Ok(()),
        }
    }

    /// The start of the outermost string that holds an unclosed sequence, which is where a reader starts looking.
    fn outermost_opening(&self, fallback: u32) -> usize {
        let outermost = self.modes.iter().find_map(|mode| match mode {
            Mode::Quote { opened } | Mode::Heredoc { opened, .. } => Some(*opened),
            Mode::Code { .. } => None,
        });
        outermost.unwrap_or(fallback) as usize
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "`tokenize` refuses texts beyond u32"
    )]
    fn push(&mut self, kind: Kind, length: usize) {
        let start = self.at as u32;
        self.at += length;
        self.tokens.push(Token {
            kind,
            start,
            end: self.at as u32,
        });
    }

    fn code(&mut self) -> Result<(), LexFault> {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t' => self.at += run(self.bytes, self.at, &BLANK, true),
            b'\n' => self.push(Kind::Newline, 1),
            b'\r' if self.peek(1) == b'\n' => self.push(Kind::Newline, 2),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.identifier(1),
            b'0'..=b'9' => self.number(),
            b'"' => self.open_quote(),
            b'#' => self.line_comment(),
            b'/' => match self.peek(1) {
                b'/' => self.line_comment(),
                b'*' => self.block_comment()?,
                _ => self.push(Kind::Operator, 1),
            },
            b'{' => {
                self.count_brace(1);
                self.push(Kind::OpenBrace, 1);
            }
            b'}' => self.close_brace(1),
            b'~' if self.peek(1) == b'}' && self.ends_sequence() => self.close_brace(2),
            b'<' if self.peek(1) == b'<' => self.open_heredoc()?,
            128.. => {
                let first = self.source[self.at..].chars().next().unwrap_or('\0');
                if !unicode_ident::is_xid_start(first) {
                    return Err(fault(
                        self.at,
                        "this character cannot stand outside a string",
                    ));
                }
                self.identifier(first.len_utf8());
            }
            _ => self.punctuation(byte)?,
        }
        Ok(())
    }

    fn punctuation(&mut self, byte: u8) -> Result<(), LexFault> {
        let next = self.peek(1);
        let (kind, length) = match (byte, next) {
            (b'[', _) => (Kind::OpenBracket, 1),
            (b']', _) => (Kind::CloseBracket, 1),
            (b'(', _) => (Kind::OpenParen, 1),
            (b')', _) => (Kind::CloseParen, 1),
            (b',', _) => (Kind::Comma, 1),
            (b'.', b'.') if self.peek(2) == b'.' => (Kind::Ellipsis, 3),
            (b'.', _) => (Kind::Dot, 1),
            (b':', b':') => (Kind::DoubleColon, 2),
            (b':', _) => (Kind::Colon, 1),
            (b'?', _) => (Kind::Question, 1),
            (b'=', b'>') => (Kind::Arrow, 2),
            (b'=' | b'!' | b'<' | b'>', b'=') | (b'&', b'&') | (b'|', b'|') => (Kind::Operator, 2),
            (b'=', _) => (Kind::Assign, 1),
            (b'!', _) => (Kind::Not, 1),
            (b'<' | b'>' | b'+' | b'*' | b'%', _) => (Kind::Operator, 1),
            (b'-', _) => (Kind::Minus, 1),
            _ => {
                return Err(fault(
                    self.at,
                    "this character cannot stand outside a string",
                ));
            }
        };
        self.push(kind, length);
        Ok(())
    }

    fn identifier(&mut self, first: usize) {
        let mut end = self.at + first;
        loop {
            end += run(self.bytes, end, &NAME, true);
            if self.bytes.get(end).is_none_or(u8::is_ascii) {
                break;
            }
            let next = self.source[end..].chars().next().unwrap_or('\0');
            if !unicode_ident::is_xid_continue(next) {
                break;
            }
            end += next.len_utf8();
        }
        self.push(Kind::Identifier, end - self.at);
    }

    fn number(&mut self) {
        let digits = |mut at: usize| {
            while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            at
        };
        let mut end = digits(self.at);
        // More than one fraction is no number, but Terraform takes it for one token as well.
        while self.bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
            end = digits(end + 1);
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
            if digits(end + 1 + sign) > end + 1 + sign {
                end = digits(end + 1 + sign);
            }
        }
        self.push(Kind::Number, end - self.at);
    }

    fn line_comment(&mut self) {
        let rest = &self.bytes[self.at..];
        let mut length = rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len());
        if length < rest.len() && rest[length - 1] == b'\r' {
            length -= 1;
        }
        self.push(Kind::LineComment, length);
    }

    fn block_comment(&mut self) -> Result<(), LexFault> {
        let Some(length) = self.source[self.at + 2..].find("*/") else {
            return Err(fault(self.at, "the comment is not closed"));
        };
        self.push(Kind::BlockComment, length + 4);
        Ok(())
    }

    fn count_brace(&mut self, change: i32) {
        if let Some(Mode::Code { braces, .. }) = self.modes.last_mut() {
            *braces = braces.saturating_add_signed(change);
        }
    }

    fn ends_sequence(&self) -> bool {
        self.modes.len() > 1 && matches!(self.modes.last(), Some(Mode::Code { braces: 0, .. }))
    }

    fn close_brace(&mut self, length: usize) {
        if self.ends_sequence() {
            self.modes.pop();
            self.push(Kind::SequenceEnd, length);
        } else {
            self.count_brace(-1);
            self.push(Kind::CloseBrace, length);
        }
    }

    /// Reads to the closing quote if no template sequence is met before it, else opens the string.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`tokenize` refuses texts beyond u32"
    )]
    fn open_quote(&mut self) {
        let mut end = self.at + 1;
        loop {
            end += run(self.bytes, end, &SPECIAL, false);
            let Some(&byte) = self.bytes.get(end) else {
                break;
            };
            match byte {
                b'"' => {
                    self.push(Kind::Quoted, end + 1 - self.at);
                    return;
                }
                // A backslash never hides a line break, which always ends a string.
                b'\\' if self.bytes.get(end + 1) != Some(&b'\n') => end += 2,
                b'\n' => break,
                b'$' | b'%' => match self.sequence_at(end) {
                    Sequence::None => end += 1,
                    Sequence::Escaped => end += 3,
                    Sequence::Opens => break,
                },
                _ => end += 1,
            }
        }
        let opened = self.at as u32;
        self.push(Kind::OpenQuote, 1);
        self.modes.push(Mode::Quote { opened });
    }

    fn quoted_text(&mut self, opened: u32) -> Result<(), LexFault> {
        let mut end = self.at;
        loop {
            end += run(self.bytes, end, &SPECIAL, false);
            let Some(&byte) = self.bytes.get(end) else {
                break;
            };
            match byte {
                b'"' | b'\n' => break,
                // A backslash never hides a line break, which always ends a string.
                b'\\' if self.bytes.get(end + 1) != Some(&b'\n') => end += 2,
                b'$' | b'%' => match self.sequence_at(end) {
                    Sequence::None => end += 1,
                    Sequence::Escaped => end += 3,
                    Sequence::Opens => break,
                },
                _ => end += 1,
            }
        }
        match self.bytes.get(end) {
            Some(b'"') => {
                self.text_until(end);
                self.modes.pop();
                self.push(Kind::CloseQuote, 1);
                Ok(())
            }
            Some(b'$' | b'%') => {
                self.text_until(end);
                self.open_sequence();
                Ok(())
            }
            _ => Err(fault(opened as usize, "the string is not closed")),
        }
    }

    fn text_until(&mut self, end: usize) {
        if end > self.at {
            self.push(Kind::Text, end - self.at);
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "`tokenize` refuses texts beyond u32"
    )]
    fn open_sequence(&mut self) {
        let kind = if self.bytes[self.at] == b'$' {
            Kind::Interpolation
        } else {
            Kind::Directive
        };
        let opened = self.at as u32;
        // `${~}` is an empty stripped sequence, not a strip mark: the `~` belongs to the end.
        let strip = self.peek(2) == b'~' && self.peek(3) != b'}';
        self.push(kind, 2 + usize::from(strip));
        self.modes.push(Mode::Code { braces: 0, opened });
    }

    /// What the `$` or `%` at `at` begins.
    fn sequence_at(&self, at: usize) -> Sequence {
        let byte = self.bytes[at];
        match (self.bytes.get(at + 1), self.bytes.get(at + 2)) {
            (Some(b'{'), _) => Sequence::Opens,
            (Some(next), Some(b'{')) if *next == byte => Sequence::Escaped,
            _ => Sequence::None,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "`tokenize` refuses texts beyond u32"
    )]
    fn open_heredoc(&mut self) -> Result<(), LexFault> {
        let flush = usize::from(self.peek(2) == b'-');
        let start = self.at + 2 + flush;
        let line = &self.bytes[start..];
        let length = line.iter().position(|byte| *byte == b'\n');
        let Some(length) = length else {
            return Err(fault(self.at, "the heredoc has no end marker"));
        };
        let name = &self.source[start..start + length];
        let name = name.strip_suffix('\r').unwrap_or(name);
        if !crate::identifier::is_identifier(name) {
            return Err(fault(
                self.at,
                "a heredoc marker must be a name alone after `<<`",
            ));
        }
        let opened = self.at as u32;
        let marker = (start as u32, (start + name.len()) as u32);
        self.push(Kind::OpenHeredoc, start + length + 1 - self.at);
        self.modes.push(Mode::Heredoc { opened, marker });
        Ok(())
    }

    /// Reads heredoc text to the next template sequence or to the end marker.
    fn heredoc_text(&mut self, opened: u32, marker: (u32, u32)) -> Result<(), LexFault> {
        let marker = &self.source[marker.0 as usize..marker.1 as usize];
        let mut at = self.at;
        loop {
            if self.bytes.get(at.wrapping_sub(1)) == Some(&b'\n') {
                let rest = &self.source[at..];
                // The marker needs a line break of its own: without one Terraform does not see the end.
                let Some(line) = rest.find('\n').map(|length| &rest[..length]) else {
                    return Err(fault(opened as usize, "the heredoc has no end marker"));
                };
                if line.trim() == marker {
                    let line = line.strip_suffix('\r').unwrap_or(line).len();
                    self.close_heredoc(at, line);
                    return Ok(());
                }
            }
            loop {
                match self.bytes.get(at) {
                    None => return Err(fault(opened as usize, "the heredoc has no end marker")),
                    Some(b'\n') => {
                        at += 1;
                        break;
                    }
                    Some(b'$' | b'%') => match self.sequence_at(at) {
                        Sequence::None => at += 1,
                        Sequence::Escaped => at += 3,
                        Sequence::Opens => {
                            self.text_until(at);
                            self.open_sequence();
                            return Ok(());
                        }
                    },
                    Some(_) => at += 1,
                }
            }
        }
    }

    fn close_heredoc(&mut self, text_end: usize, marker_length: usize) {
        self.modes.pop();
        match self.tokens.last() {
            Some(open) if open.kind == Kind::OpenHeredoc && open.end as usize == self.at => {
                let start = open.start as usize;
                self.tokens.pop();
                self.at = start;
                self.push(Kind::Heredoc, text_end + marker_length - start);
            }
            _ => {
                self.text_until(text_end);
                self.push(Kind::CloseHeredoc, marker_length);
            }
        }
    }
}

/// What stands at a `$` or `%` inside a template.
enum Sequence {
    /// Plain text.
    None,
    /// `$${` or `%%{`.
    Escaped,
    /// `${` or `%{`.
    Opens,
}

fn fault(offset: usize, reason: &'static str) -> LexFault {
    LexFault { offset, reason }
}
