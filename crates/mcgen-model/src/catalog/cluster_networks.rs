//! What Kubernetes clusters take of a network.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    gke: Gke,
    eks: Eks,
}

/// What GKE takes.
#[derive(Debug, Clone, Deserialize)]
pub struct Gke {
    /// Pods of one node: the least and the most.
    pub pods_per_node: (u32, u32),
    pod_ranges: Vec<(u32, u8)>,
}

impl Gke {
    /// The prefix of the range that a node takes for this many pods; `None` beyond the most.
    pub fn node_prefix(&self, pods: u32) -> Option<u8> {
        let mut rows = self.pod_ranges.iter();
        let row = rows.find(|(most, _)| pods <= *most);
        row.map(|(_, prefix)| *prefix)
    }

    /// The most pods of a node whose range has this prefix.
    pub fn pods_of(&self, node_prefix: u8) -> Option<u32> {
        let mut rows = self.pod_ranges.iter();
        let row = rows.find(|(_, prefix)| *prefix == node_prefix);
        row.map(|(most, _)| *most)
    }
}

/// What EKS takes.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Eks {
    /// The prefix of the service range: the least and the most bits.
    pub service_prefix: (u8, u8),
    /// Zones that the subnets of the control plane must span.
    pub control_plane_zones: usize,
    /// Free addresses that each of these subnets must have.
    pub control_plane_addresses: u64,
    /// Free addresses that AWS advises.
    pub control_plane_addresses_advised: u64,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("cluster-networks")));

/// What GKE takes.
pub fn gke() -> &'static Gke {
    &TABLE.gke
}

/// What EKS takes.
pub fn eks() -> Eks {
    TABLE.eks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_takes_twice_the_addresses_of_its_pods() {
        assert_eq!(gke().node_prefix(110), Some(24));
        assert_eq!(gke().node_prefix(32), Some(26));
        assert_eq!(gke().node_prefix(8), Some(28));
        assert_eq!(gke().node_prefix(257), None);
        assert_eq!(gke().pods_of(25), Some(64));
    }

    #[test]
    fn eks_advises_more_than_it_needs() {
        assert!(eks().control_plane_addresses < eks().control_plane_addresses_advised);
    }
}
