//! Secrets that give themselves away by how they look, wherever they stand.

use std::sync::LazyLock;

use mcgen_diagnostics::{SourceId, Span};
use mcgen_model::catalog::secret_shapes::{self, Shape, TokenCharacters};

use super::{Found, Secret, keys};

/// Finds tokens, private keys and passwords of connection strings in the whole text.
pub(super) fn find(text: &str, source: SourceId, found: &mut Found) {
    private_keys(text, source, found);
    let mut add = |start: usize, end: usize, what: &str| {
        let span = Span::new(source, start, end);
        found.add(Secret {
            span,
            hidden: span,
            what: what.to_owned(),
            certain: true,
        });
    };
    for (start, end, what) in tokens(text) {
        add(start, end, what);
    }
    for (start, end) in address_passwords(text) {
        add(start, end, "the password of an address");
    }
    for (start, end) in assigned_passwords(text) {
        add(start, end, "the password of a connection");
    }
}

fn private_keys(text: &str, source: SourceId, found: &mut Found) {
    for (start, _) in text.match_indices("-----BEGIN ") {
        let rest = &text[start..];
        let line = rest.lines().next().unwrap_or_default();
        let Some(length) = line.find("PRIVATE KEY-----") else {
            continue;
        };
        let header = start + length + "PRIVATE KEY-----".len();
        let end = text[header..]
            .find("-----END")
            .map_or(text.len(), |offset| header + offset);
        found.add(Secret {
            span: Span::new(source, start, header),
            hidden: Span::new(source, header, end),
            what: "a private key".to_owned(),
            certain: true,
        });
    }
}

/// Tokens, in the order of the table of shapes.
fn tokens(text: &str) -> Vec<(usize, usize, &'static str)> {
    let begins = &*BEGINS;
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut before = b' ';
    for (start, byte) in text.bytes().enumerate() {
        // Most bytes stand inside a word, and few words begin as a token does.
        if !TokenCharacters::Word.hold(before) && begins[usize::from(byte)] {
            let shapes = secret_shapes::shapes().iter().enumerate();
            found.extend(shapes.filter_map(|(index, shape)| {
                let length = token_length(&text[start..], shape)?;
                Some((index, start, start + length))
            }));
        }
        before = byte;
    }
    found.sort_unstable();
    found
        .into_iter()
        .map(|(index, start, end)| (start, end, secret_shapes::shapes()[index].what.as_str()))
        .collect()
}

/// The length of the token of this shape that `text` begins with.
fn token_length(text: &str, shape: &Shape) -> Option<usize> {
    let body = text.strip_prefix(shape.prefix.as_str())?;
    let length = body.bytes().take_while(|byte| shape.characters.hold(*byte));
    let length = length.count();
    (length >= shape.least).then_some(shape.prefix.len() + length)
}

/// The bytes with which a token of some shape begins.
static BEGINS: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut begins = [false; 256];
    for byte in secret_shapes::shapes()
        .iter()
        .filter_map(|it| it.prefix.bytes().next())
    {
        begins[usize::from(byte)] = true;
    }
    begins
});

/// Passwords of addresses such as `postgres://user:password@host/database`.
fn address_passwords(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices("://").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let ends = |it: char| it.is_whitespace() || matches!(it, '/' | '"' | '\'');
        let length = text[start..].find(ends).unwrap_or(text.len() - start);
        let (login, _) = text[start..start + length].rsplit_once('@')?;
        let colon = login.find(':')?;
        let password = &login[colon + 1..];
        keys::is_literal(password).then_some((start + colon + 1, start + login.len()))
    })
}

/// Passwords of connection strings and of SQL: `password=…`, `IDENTIFIED BY '…'`.
fn assigned_passwords(text: &str) -> impl Iterator<Item = (usize, usize)> {
    // A letter keeps its length in bytes, so offsets hold in both texts.
    let lower = text.to_ascii_lowercase();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for mark in ["password=", "passwd=", "pwd=", "identified by "] {
        for (at, _) in lower.match_indices(mark) {
            let mut start = at + mark.len();
            let quote = text[start..].chars().next();
            let quote = quote.filter(|it| matches!(it, '\'' | '"'));
            start += quote.map_or(0, char::len_utf8);
            let ends = |it: char| match quote {
                Some(quote) => it == quote || it == '\n',
                None => it.is_whitespace() || matches!(it, '\'' | '"' | ';' | '&' | ','),
            };
            let length = text[start..].find(ends).unwrap_or(text.len() - start);
            if keys::is_literal(&text[start..start + length]) {
                places.push((start, start + length));
            }
        }
    }
    places.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_by_prefix_and_length() {
        let whole = |text: &str| {
            let found = tokens(text);
            found.len() == 1 && text[found[0].0..found[0].1] == *text
        };
        assert!(whole("AKIAIOSFODNN7EXAMPLE"));
        assert!(whole("glpat-0123456789abcdefghij"));
        for text in [
            "AKIA",
            "xAKIAIOSFODNN7EXAMPLE",
            "AKIAiosfodnn7example00",
            "ghp_short",
        ] {
            assert_eq!(tokens(text), [], "{text}");
        }
    }

    #[test]
    fn only_the_password_of_an_address_is_found() {
        let text = "postgres://crm:hunter2@db.internal:5432/crm";
        let (start, end) = address_passwords(text).next().unwrap();
        assert_eq!(&text[start..end], "hunter2");
        for text in [
            "https://docs.aws.amazon.com/a:b@c",
            "postgres://crm@db/crm",
            "postgres://crm:${var.password}@db/crm",
            "http://localhost:8080/",
        ] {
            assert_eq!(address_passwords(text).count(), 0, "{text}");
        }
    }

    #[test]
    fn the_password_of_a_connection_string_or_a_statement_is_found() {
        for text in [
            "host=db user=crm password=hunter2 sslmode=require",
            "CREATE USER crm IDENTIFIED BY 'hunter2'",
            "Server=db;Pwd=hunter2;Database=crm",
        ] {
            let (start, end) = assigned_passwords(text).next().unwrap();
            assert_eq!(&text[start..end], "hunter2", "{text}");
        }
        for text in [
            "password=$PGPASSWORD",
            "password=",
            "password='${var.password}'",
        ] {
            assert_eq!(assigned_passwords(text).count(), 0, "{text}");
        }
    }
}
