//! Values that look random and are the same in every run.

use std::net::Ipv4Addr;

use sha2::{Digest as _, Sha256};

const HEX: &[u8] = b"0123456789abcdef";
const DIGITS: &[u8] = b"0123456789";
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const ALPHANUMERIC: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// What an object's values are drawn from: the same object gives the same values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seed([u8; 32]);

impl Seed {
    /// The seed of these parts in this order.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            // The length keeps `ab`, `c` from being `a`, `bc`.
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The seed of a part of what this is the seed of.
    pub(crate) fn part(&self, name: &str) -> Self {
        Self::of(&[&self.0, name.as_bytes()])
    }

    /// 32 hexadecimal digits.
    pub(crate) fn key(&self) -> String {
        self.text(HEX, 32)
    }

    /// A stream of bytes, as long as one likes.
    fn bytes(&self) -> impl Iterator<Item = u8> + use<> {
        let seed = *self;
        (0_u32..).flat_map(move |block| Self::of(&[&seed.0, &block.to_be_bytes()]).0)
    }

    /// Characters of an alphabet, of which the first is no `0`.
    fn text(&self, alphabet: &[u8], length: usize) -> String {
        let letter = |byte| char::from(alphabet[usize::from(byte) % alphabet.len()]);
        let letters = self.bytes().map(letter).skip_while(|it| *it == '0');
        letters.take(length).collect()
    }

    pub(crate) fn hex(&self, length: usize) -> String {
        self.text(HEX, length)
    }

    pub(crate) fn digits(&self, length: usize) -> String {
        self.text(DIGITS, length)
    }

    pub(crate) fn letters(&self, length: usize) -> String {
        self.text(LETTERS, length)
    }

    /// Capital letters and digits.
    pub(crate) fn upper(&self, length: usize) -> String {
        self.text(UPPER, length)
    }

    /// Small letters and digits.
    pub(crate) fn alphanumeric(&self, length: usize) -> String {
        self.text(ALPHANUMERIC, length)
    }

    /// Letters of both cases and digits, as passwords have them.
    pub(crate) fn mixed(&self, length: usize) -> String {
        self.text(MIXED, length)
    }

    /// A key that AWS takes for a VPN tunnel.
    pub(crate) fn preshared_key(&self) -> String {
        self.mixed(32)
    }

    /// A number below `limit`.
    pub(crate) fn below(&self, limit: u32) -> u32 {
        let number = self
            .bytes()
            .take(4)
            .fold(0, |number, byte| (number << 8) | u32::from(byte));
        number % limit.max(1)
    }

    pub(crate) fn uuid(&self) -> String {
        let hex = self.hex(32);
        let (a, b, c, d) = (&hex[..8], &hex[8..12], &hex[13..16], &hex[17..20]);
        format!("{a}-{b}-4{c}-8{d}-{}", &hex[20..])
    }

    /// A time of the year 2026, by whole seconds.
    pub(crate) fn timestamp(&self) -> String {
        let (day, second) = (self.below(28), self.part("second").below(86_400));
        let (hour, minute) = (second / 3600, second / 60 % 60);
        format!(
            "2026-01-{:02}T{hour:02}:{minute:02}:{:02}Z",
            day + 1,
            second % 60
        )
    }

    /// An address of 198.18.0.0/15, which is kept for tests and led nowhere by anyone.
    pub(crate) fn public_ipv4(&self) -> Ipv4Addr {
        Ipv4Addr::from_bits(Ipv4Addr::new(198, 18, 0, 0).to_bits() | self.below(1 << 17))
    }

    /// An address of 10.0.0.0/8.
    pub(crate) fn private_ipv4(&self) -> Ipv4Addr {
        Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 0).to_bits() | self.below(1 << 24))
    }

    /// A network for the inside of a VPN tunnel, none of those that AWS keeps for itself.
    pub(crate) fn tunnel_inside(&self) -> String {
        // The first 64 and the last 64 networks of 169.254.0.0/16 hold all that is kept.
        let number = 512 + self.below(8192);
        let network = Ipv4Addr::new(169, 254, 0, 0).to_bits() + number * 4;
        format!("{}/30", Ipv4Addr::from_bits(network))
    }
}

#[cfg(test)]
mod tests {
    use mcgen_schema::Syntax;

    use super::Seed;

    #[test]
    fn a_seed_gives_the_same_values_again_and_another_seed_gives_others() {
        let (one, two) = (Seed::of(&[b"a"]), Seed::of(&[b"b"]));
        assert_eq!(one.hex(40), Seed::of(&[b"a"]).hex(40));
        assert_ne!(one.hex(8), two.hex(8));
        assert_ne!(Seed::of(&[b"ab", b"c"]), Seed::of(&[b"a", b"bc"]));
    }

    #[test]
    fn tunnels_stay_clear_of_what_aws_keeps() {
        for number in 0..5000_u32 {
            let network = Seed::of(&[&number.to_be_bytes()]).tunnel_inside();
            assert!(Syntax::TunnelInside.is_of(&network), "{network}");
        }
    }

    #[test]
    fn numbers_have_no_leading_zero_and_uuids_have_their_form() {
        for number in 0..200_u32 {
            let seed = Seed::of(&[&number.to_be_bytes()]);
            assert!(!seed.digits(12).starts_with('0'));
            assert_eq!(seed.digits(12).len(), 12);
            let uuid = seed.uuid();
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "4");
        }
    }
}
