use std::fmt;

use mcgen_diagnostics::{Reference, Rule, Severity, Spanned};

use crate::catalog::site_to_site_vpn::{cloud_of, dh_groups, payload_mtu};
use crate::{Fault, Scalar, choice};

static ALGORITHMS: &[Reference] = &[
    Reference {
        title: "AWS Site-to-Site VPN: tunnel options",
        url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
    },
    Reference {
        title: "Cloud VPN: supported IKE ciphers",
        url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers",
    },
];

/// VPN-013: an algorithm is one that both clouds offer.
pub static ALGORITHM_OF_ONE_CLOUD: Rule = Rule {
    code: "VPN-013",
    slug: "algorithm-of-one-cloud",
    severity: Severity::Error,
    summary: "only one of the two clouds offers this algorithm",
    fix: "write `AES256-GCM-16` and `SHA2-256`, or leave `cipher` out",
    explain: "Both ends of a tunnel must agree on every algorithm, and the two clouds offer different \
ones. Both have AES in CBC and GCM mode with 128 and 256 bits, and SHA-1 and SHA-2; Google Cloud alone \
has keys of 192 bits, short tags of GCM, and the integrity algorithms of MD5, XCBC and CMAC. With one of \
those AWS refuses the connection, or the tunnel never comes up.\n\nmcgen reads the algorithms that both \
have, by the names of AWS, and writes those of Google Cloud itself. Diffie-Hellman groups have a rule \
of their own, VPN-015.",
    sources: ALGORITHMS,
    waivable: false,
};

/// VPN-036: algorithms have the names of AWS, in its spelling.
pub static NAME_OF_GOOGLE_CLOUD: Rule = Rule {
    code: "VPN-036",
    slug: "spelling-of-an-algorithm",
    severity: Severity::Warning,
    summary: "an algorithm is spelt in another way",
    fix: "write the name that AWS has for it, in its spelling",
    explain: "AWS and Google Cloud have different names for the same algorithm (`AES256-GCM-16` is \
`AES-GCM-16-256`, `SHA2-256` is `HMAC-SHA2-256-128` and `PRF-HMAC-SHA2-256`, 20 is `Group-20`), and both \
distinguish lower and upper case: the API refuses another spelling.\n\nAn environment file has one name \
for each, that of AWS, and mcgen writes the other. A name of Google Cloud, or one in another case, is \
understood and reported.",
    sources: ALGORITHMS,
    waivable: false,
};

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
    else other_encryption
}

fn other_encryption(text: &str, fault: Fault<VpnEncryption>) -> Fault<VpnEncryption> {
    let mut all = VpnEncryption::ALL.iter().copied();
    let meant = all.find(|it| is_same_name(text, &[it.as_str(), it.google()]));
    other_spelling(text, meant, fault)
}

fn other_integrity(text: &str, fault: Fault<VpnIntegrity>) -> Fault<VpnIntegrity> {
    let mut all = VpnIntegrity::ALL.iter().copied();
    let meant = all.find(|it| is_same_name(text, &[it.as_str(), it.google(), it.google_prf()]));
    other_spelling(text, meant, fault)
}

fn is_same_name(text: &str, names: &[&str]) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(text))
}

/// The fault of a text that stands for `meant`, or for what one cloud alone offers.
fn other_spelling<T: fmt::Display>(text: &str, meant: Option<T>, fault: Fault<T>) -> Fault<T> {
    if let Some(meant) = meant {
        return Fault {
            rule: Some(&NAME_OF_GOOGLE_CLOUD),
            reason: format!("`{text}` is `{meant}` here"),
            help: Some(format!("write `{meant}`")),
            recovered: Some(meant),
        };
    }
    match cloud_of(text) {
        Some(cloud) => Fault {
            rule: Some(&ALGORITHM_OF_ONE_CLOUD),
            help: Some(ALGORITHM_OF_ONE_CLOUD.fix.to_owned()),
            ..Fault::new(format!("{cloud} alone has `{text}`"))
        },
        None => fault,
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
    else other_integrity
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
        let mut known = dh_groups().map(|row| Self(row.number));
        if let Some(group) = known.clone().find(|group| group.to_string() == text) {
            return Ok(group);
        }
        let numbers: Vec<String> = known.clone().map(|group| format!("`{group}`")).collect();
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED))
            .help(format!("write one of {}", numbers.join(", ")));
        let meant = known.find(|group| is_same_name(text, &[&group.google()]));
        Err(other_spelling(text, meant, fault))
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

    #[test]
    fn a_name_of_google_cloud_leads_to_the_one_of_aws() {
        for encryption in VpnEncryption::ALL {
            let fault = VpnEncryption::parse(encryption.google()).unwrap_err();
            assert_eq!(fault.rule, Some(&NAME_OF_GOOGLE_CLOUD), "{encryption}");
            assert_eq!(fault.recovered, Some(*encryption));
        }
        for integrity in VpnIntegrity::ALL {
            for name in [integrity.google(), integrity.google_prf()] {
                assert_eq!(
                    VpnIntegrity::parse(name).unwrap_err().recovered,
                    Some(*integrity),
                    "{name}"
                );
            }
        }
        let fault = DhGroup::parse("group-20").unwrap_err();
        assert_eq!(fault.recovered, Some(DhGroup(20)));
        assert_eq!(fault.help.as_deref(), Some("write `20`"));
    }

    #[test]
    fn what_google_cloud_alone_offers_is_refused_with_its_rule() {
        let fault = VpnEncryption::parse("AES-CBC-192").unwrap_err();
        assert_eq!(fault.rule, Some(&ALGORITHM_OF_ONE_CLOUD));
        assert_eq!(fault.recovered, None);
        let fault = VpnIntegrity::parse("aes-cmac-96").unwrap_err();
        assert_eq!(fault.rule, Some(&ALGORITHM_OF_ONE_CLOUD));
        assert_eq!(VpnEncryption::parse("rot13").unwrap_err().rule, None);
    }
}
