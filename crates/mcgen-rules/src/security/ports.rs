//! What a firewall rule lets through.

use mcgen_model::Environment;

/// Ports and protocols of one entry of `allow`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// Every protocol, or every port of TCP or UDP.
    Everything,
    /// TCP ports, from the first to the last.
    Tcp(u32, u32),
    /// What has nothing to do with databases: UDP ports, ICMP, or no legal entry at all.
    Other,
}

impl Allowed {
    pub(super) fn read(entry: &str) -> Self {
        let entry = entry.trim().to_ascii_lowercase();
        let Some((protocol, ports)) = entry.split_once(':') else {
            return match entry.as_str() {
                "all" | "tcp" | "udp" => Self::Everything,
                _ => Self::Other,
            };
        };
        let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
        let (Ok(first), Ok(last)) = (first.trim().parse(), last.trim().parse()) else {
            return Self::Other;
        };
        match protocol {
            "tcp" | "udp" if first <= 1 && last == 65535 => Self::Everything,
            "tcp" => Self::Tcp(first, last),
            _ => Self::Other,
        }
    }

    /// The first of `ports` that is let through.
    pub(super) fn reaches(&self, ports: &[u32]) -> Option<u32> {
        let open = |port: &u32| match self {
            Self::Everything => true,
            Self::Tcp(first, last) => (*first..=*last).contains(port),
            Self::Other => false,
        };
        ports.iter().copied().find(open)
    }
}

/// The ports of databases and caches: the usual ones and those of this environment.
pub(super) fn data_ports(environment: &Environment) -> Vec<u32> {
    let mut ports = vec![5432, 3306, 6378, 6379];
    if let Some(aws) = &environment.aws {
        ports.extend(aws.database.iter().map(|it| it.port.value));
        ports.extend(aws.cache.iter().map(|it| it.port.value));
    }
    ports
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_as_google_reads_them() {
        assert_eq!(Allowed::read("tcp:443"), Allowed::Tcp(443, 443));
        assert_eq!(Allowed::read("tcp:5000-6000"), Allowed::Tcp(5000, 6000));
        for all in ["all", "tcp", "udp", "tcp:0-65535", "TCP:1-65535"] {
            assert_eq!(Allowed::read(all), Allowed::Everything, "{all}");
        }
        for other in ["icmp", "udp:53", "tcp:", "tcp:x"] {
            assert_eq!(Allowed::read(other), Allowed::Other, "{other}");
        }
    }

    #[test]
    fn a_port_inside_of_a_range_is_reached() {
        let ports = [5432, 6379];
        assert_eq!(Allowed::Tcp(6000, 7000).reaches(&ports), Some(6379));
        assert_eq!(Allowed::Tcp(443, 443).reaches(&ports), None);
        assert_eq!(Allowed::Everything.reaches(&ports), Some(5432));
    }
}
