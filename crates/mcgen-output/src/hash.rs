//! SHA-256 of file contents.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file's contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ContentHash([u8; 32]);

impl ContentHash {
    pub(crate) fn of(contents: &[u8]) -> Self {
        Self(Sha256::digest(contents).into())
    }

    /// Hashes what `reader` yields, `buffer` at a time, so that a large file needs no memory.
    pub(crate) fn of_reader(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<Self> {
        let mut hasher = Sha256::new();
        loop {
            match reader.read(buffer) {
                Ok(0) => return Ok(Self(hasher.finalize().into())),
                Ok(length) => hasher.update(&buffer[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Some(Self(bytes))
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // One string instead of 32 formatted bytes: a manifest holds tens of thousands of these.
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_published_test_vector_is_met() {
        assert_eq!(ContentHash::of(b"abc").to_string(), ABC);
        let streamed = ContentHash::of_reader(&mut &b"abc"[..], &mut [0; 2]).unwrap();
        assert_eq!(streamed.to_string(), ABC);
    }

    #[test]
    fn text_and_hash_round_trip() {
        assert_eq!(ContentHash::parse(ABC), Some(ContentHash::of(b"abc")));
    }

    #[test]
    fn other_spellings_are_refused() {
        assert_eq!(ContentHash::parse(&ABC.to_uppercase()), None);
        assert_eq!(ContentHash::parse(&ABC[1..]), None);
        assert_eq!(ContentHash::parse(&ABC.replace('a', "é")), None);
    }
}
