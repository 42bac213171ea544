use std::fmt;

use mcgen_diagnostics::Spanned;

use crate::catalog::site_to_site_vpn::{dh_groups, payload_mtu};
use crate::{Fault, Scalar, choice};

choice! {
    /// How a tunnel is encrypted, by the name that AWS has for it.
    pub enum VpnEncryption {
        /// AES-CBC with 128 bits.
        Aes128 = "AES128",
        /// AES-CBC with 256 bits.
        Aes256 = "AES256",
        /// AES-GCM with 128 bits; it authenticates by itself.
        Aes128Gcm = "AES128-GCM-16",
        /// AES-GCM with 256 bits; it authenticates by itself.
        Aes256Gcm = "AES256-GCM-16",
    }
}

impl VpnEncryption {
    /// Its name at Google Cloud, where case matters.
    pub fn google(self) -> &'static str {
        match self {
            Self::Aes128 => "AES-CBC-128",
            Self::Aes256 => "AES-CBC-256",
            Self::Aes128Gcm => "AES-GCM-16-128",
            Self::Aes256Gcm => "AES-GCM-16-256",
        }
    }

    /// Whether it authenticates by itself, so that no integrity algorithm stands beside it.
    pub fn is_aead(self) -> bool {
        matches!(self, Self::Aes128Gcm | Self::Aes256Gcm)
    }
}

choice! {
    /// The hash that authenticates the packets of a tunnel, by the name that AWS has for it.
    pub enum VpnIntegrity {
        /// SHA-1.
        Sha1 = "SHA1",
        /// SHA-256.
        Sha2256 = "SHA2-256",
        /// SHA-384.
        Sha2384 = "SHA2-384",
        /// SHA-512.
        Sha2512 = "SHA2-512",
    }
}

impl VpnIntegrity {
    /// Its name at Google Cloud, where case matters.
    pub fn google(self) -> &'static str {
        match self {
            Self::Sha1 => "HMAC-SHA1-96",
            Self::Sha2256 => "HMAC-SHA2-256-128",
            Self::Sha2384 => "HMAC-SHA2-384-192",
            Self::Sha2512 => "HMAC-SHA2-512-256",
        }
    }

    /// The pseudo-random function of the same hash at Google Cloud. AWS has no separate role for it.
    pub fn google_prf(self) -> &'static str {
        match self {
            Self::Sha1 => "PRF-HMAC-SHA1",
            Self::Sha2256 => "PRF-HMAC-SHA2-256",
            Self::Sha2384 => "PRF-HMAC-SHA2-384",
            Self::Sha2512 => "PRF-HMAC-SHA2-512",
        }
    }
}

/// A Diffie-Hellman group that at least one of the two clouds offers, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DhGroup(u8);

impl DhGroup {
    /// The number, as AWS has it.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Its name at Google Cloud, where case matters.
    pub fn google(self) -> String {
        format!("Group-{}", self.0)
    }
}

impl fmt::Display for DhGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for DhGroup {
    const EXPECTED: &'static str = "the number of a Diffie-Hellman group such as `20`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let known = dh_groups().find(|row| row.number.to_string() == text);
        known.map(|row| Self(row.number)).ok_or_else(|| {
            let numbers: Vec<String> = dh_groups().map(|row| format!("`{}`", row.number)).collect();
            Fault::new(format!("`{text}` is not {}", Self::EXPECTED))
                .help(format!("write one of {}", numbers.join(", ")))
        })
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^\d{1,2}$")
    }
}

/// What one phase of IKE negotiates: exactly one algorithm in each role, at both clouds.
#[derive(Debug, Clone, Copy)]
pub struct PhaseCiphers {
    /// Encryption.
    pub encryption: Spanned<VpnEncryption>,
    /// Integrity, and the pseudo-random function of phase 1.
    pub integrity: Spanned<VpnIntegrity>,
    /// Key exchange; perfect forward secrecy in phase 2.
    pub dh_group: Spanned<DhGroup>,
}

impl PhaseCiphers {
    /// The integrity algorithm at Google Cloud, which takes none beside an encryption that
    /// authenticates by itself. AWS is given one in any case.
    pub fn google_integrity(&self) -> Option<&'static str> {
        (!self.encryption.is_aead()).then(|| self.integrity.google())
    }
}

/// The algorithms of all tunnels of a link, the same at both clouds.
#[derive(Debug, Clone, Copy)]
pub struct CipherSuite {
    /// The negotiation of keys (IKE).
    pub phase1: PhaseCiphers,
    /// The traffic (ESP).
    pub phase2: PhaseCiphers,
}

impl CipherSuite {
    /// The largest packet that crosses a tunnel whole, in bytes: the smaller of what the two clouds give
    /// (<https://cloud.google.com/network-connectivity/docs/vpn/concepts/mtu-considerations>).
    pub fn payload_mtu(&self) -> u32 {
        let mtu = payload_mtu();
        match self.phase2.integrity.value {
            _ if self.phase2.encryption.is_aead() => mtu.gcm,
            VpnIntegrity::Sha1 => mtu.sha1,
            VpnIntegrity::Sha2256 => mtu.sha2_256,
            VpnIntegrity::Sha2384 => mtu.sha2_384,
            VpnIntegrity::Sha2512 => mtu.sha2_512,
        }
    }

    /// The largest segment of TCP that crosses a tunnel whole, in bytes.
    pub fn max_segment_size(&self) -> u32 {
        self.payload_mtu() - 40
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suite(encryption: VpnEncryption, integrity: VpnIntegrity) -> CipherSuite {
        let phase = PhaseCiphers {
            encryption: encryption.into(),
            integrity: integrity.into(),
            dh_group: DhGroup(20).into(),
        };
        CipherSuite {
            phase1: phase,
            phase2: phase,
        }
    }

    #[test]
    fn google_takes_no_integrity_beside_gcm() {
        let gcm = suite(VpnEncryption::Aes256Gcm, VpnIntegrity::Sha2256);
        assert_eq!(gcm.phase1.google_integrity(), None);
        let cbc = suite(VpnEncryption::Aes256, VpnIntegrity::Sha2256);
        assert_eq!(cbc.phase1.google_integrity(), Some("HMAC-SHA2-256-128"));
    }

    #[test]
    fn the_mtu_follows_what_authenticates_a_packet() {
        for (encryption, integrity, mtu, segment) in [
            (VpnEncryption::Aes256Gcm, VpnIntegrity::Sha2512, 1406, 1366),
            (VpnEncryption::Aes256, VpnIntegrity::Sha2256, 1390, 1350),
            (VpnEncryption::Aes128, VpnIntegrity::Sha2512, 1374, 1334),
        ] {
            let suite = suite(encryption, integrity);
            assert_eq!(suite.payload_mtu(), mtu, "{encryption} {integrity}");
            assert_eq!(
                suite.max_segment_size(),
                segment,
                "{encryption} {integrity}"
            );
        }
    }

    #[test]
    fn a_group_that_neither_cloud_offers_is_refused_with_the_ones_that_are() {
        assert_eq!(DhGroup::parse("20").unwrap().google(), "Group-20");
        let help = DhGroup::parse("1").unwrap_err().help.unwrap();
        assert!(help.contains("`14`"), "{help}");
        assert!(DhGroup::parse("020").is_err());
    }
}
