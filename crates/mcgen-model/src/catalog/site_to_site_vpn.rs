//! What AWS Site-to-Site VPN and Google Cloud HA VPN offer: the addresses inside of a tunnel, the
//! algorithms of its two phases, and the room that they leave in a packet.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::{Cidr, VpnEncryption, VpnIntegrity};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    inside: Inside,
    payload_mtu: PayloadMtu,
    phase2: Phase2,
    dh_groups: Vec<DhGroupRow>,
    one_cloud: Vec<OneCloud>,
    weak: Weak,
    tunnel_options: TunnelOptionBounds,
    throughput: Throughput,
}

#[derive(Deserialize)]
struct OneCloud {
    cloud: String,
    names: Vec<String>,
}

/// Algorithms that both clouds still offer for old devices.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Weak {
    /// Encryption.
    #[serde(deserialize_with = "super::scalars")]
    pub encryption: Vec<VpnEncryption>,
    /// Integrity.
    #[serde(deserialize_with = "super::scalars")]
    pub integrity: Vec<VpnIntegrity>,
    /// Numbers of Diffie-Hellman groups.
    pub dh_groups: Vec<u8>,
}

/// What AWS takes for the options of a tunnel.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TunnelOptionBounds {
    /// The life of the keys of phase 1, in seconds.
    pub phase1_lifetime_seconds: Bounds,
    /// The life of the keys of phase 2, in seconds.
    pub phase2_lifetime_seconds: Bounds,
    /// How long before its end new keys are made, in seconds; at most half of that life besides.
    pub rekey_margin_seconds: Bounds,
    /// By how much of the margin that moment is moved, percent.
    pub rekey_fuzz_percent: Bounds,
    /// Packets that may arrive out of order.
    pub replay_window_packets: Bounds,
    /// Seconds of silence after which the other end counts as dead.
    pub dpd_timeout_seconds: Bounds,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Throughput {
    tunnel_mbps: u32,
}

/// Addresses inside of a tunnel.
#[derive(Debug, Deserialize)]
pub struct Inside {
    /// The range that every tunnel takes its addresses from.
    #[serde(deserialize_with = "super::scalar")]
    pub pool: Cidr,
    /// The prefix of the range of one tunnel.
    pub prefix: u8,
    /// Where mcgen begins to give ranges out.
    #[serde(deserialize_with = "super::scalar")]
    pub first: Cidr,
    /// Ranges that AWS keeps for itself.
    #[serde(deserialize_with = "super::scalars")]
    pub reserved: Vec<Cidr>,
}

/// The largest packet that crosses a tunnel whole, in bytes, by what authenticates it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PayloadMtu {
    /// AES-GCM, whatever the integrity algorithm.
    pub gcm: u32,
    /// AES-CBC with SHA-1.
    pub sha1: u32,
    /// AES-CBC with SHA-256.
    #[serde(rename = "sha2-256")]
    pub sha2_256: u32,
    /// AES-CBC with SHA-384.
    #[serde(rename = "sha2-384")]
    pub sha2_384: u32,
    /// AES-CBC with SHA-512.
    #[serde(rename = "sha2-512")]
    pub sha2_512: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Phase2 {
    #[serde(deserialize_with = "super::scalars")]
    integrity_without_google: Vec<VpnIntegrity>,
}

/// Who offers a Diffie-Hellman group.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DhGroupRow {
    /// The number of the group.
    pub number: u8,
    /// Whether AWS takes it in phase 1.
    pub aws_phase1: bool,
    /// Whether AWS takes it in phase 2.
    pub aws_phase2: bool,
    /// Whether Google Cloud takes it, in both phases.
    pub google: bool,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("site-to-site-vpn")));

/// Addresses inside of a tunnel.
pub fn inside() -> &'static Inside {
    &TABLE.inside
}

/// The largest packets that cross a tunnel whole.
pub fn payload_mtu() -> PayloadMtu {
    TABLE.payload_mtu
}

/// Whether Google Cloud offers `integrity` in phase 2; in phase 1 it offers all that AWS does.
pub fn google_takes_in_phase2(integrity: VpnIntegrity) -> bool {
    !TABLE.phase2.integrity_without_google.contains(&integrity)
}

/// The cloud that alone offers the algorithm of this name, if there is one.
pub fn cloud_of(name: &str) -> Option<&'static str> {
    let rows = TABLE.one_cloud.iter();
    let mut rows = rows.filter(|row| row.names.iter().any(|it| it.eq_ignore_ascii_case(name)));
    rows.next().map(|row| row.cloud.as_str())
}

/// Algorithms that nobody should choose.
pub fn weak() -> &'static Weak {
    &TABLE.weak
}

/// What AWS takes for the options of a tunnel.
pub fn tunnel_options() -> TunnelOptionBounds {
    TABLE.tunnel_options
}

/// The most that crosses one tunnel, in Mbit/s.
pub fn tunnel_mbps() -> u32 {
    TABLE.throughput.tunnel_mbps
}

/// Every Diffie-Hellman group that one of the clouds offers, in order.
pub fn dh_groups() -> impl Iterator<Item = &'static DhGroupRow> + Clone {
    TABLE.dh_groups.iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_range_is_free_and_every_reserved_one_is_of_the_right_size() {
        let inside = inside();
        assert!(inside.pool.contains(inside.first));
        assert_eq!(inside.first.prefix(), inside.prefix);
        for reserved in &inside.reserved {
            assert!(inside.pool.contains(*reserved), "{reserved}");
            assert_eq!(reserved.prefix(), inside.prefix, "{reserved}");
            assert!(!reserved.overlaps(inside.first), "{reserved}");
        }
    }

    #[test]
    fn the_groups_are_in_order() {
        let numbers: Vec<u8> = dh_groups().map(|row| row.number).collect();
        assert!(numbers.is_sorted());
    }
}
