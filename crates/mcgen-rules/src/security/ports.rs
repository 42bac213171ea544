//! What a firewall rule lets through.

use mcgen_model::{Environment, Traffic};

/// Whether the traffic takes every protocol, or every port of TCP or UDP.
pub(super) fn is_everything(traffic: &Traffic) -> bool {
    match traffic.ports() {
        Some((first, last)) => first <= 1 && last == u16::MAX,
        None => matches!(traffic.protocol(), "all" | "tcp" | "udp"),
    }
}

/// The first of `ports`, which are TCP, that the traffic reaches.
pub(super) fn reached(traffic: &Traffic, ports: &[u32]) -> Option<u32> {
    let tcp = matches!(traffic.protocol(), "tcp" | "all");
    let open = |port: &u32| {
        tcp && traffic
            .ports()
            .is_none_or(|(first, last)| (u32::from(first)..=u32::from(last)).contains(port))
    };
    ports.iter().copied().find(open)
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
    use mcgen_model::Scalar;

    use super::*;

    fn traffic(text: &str) -> Traffic {
        Traffic::parse(text).unwrap()
    }

    #[test]
    fn all_ports_are_everything_however_they_are_written() {
        for all in ["all", "tcp", "udp", "tcp:1-65535"] {
            assert!(is_everything(&traffic(all)), "{all}");
        }
        for some in ["tcp:443", "udp:53", "icmp", "tcp:1024-65535"] {
            assert!(!is_everything(&traffic(some)), "{some}");
        }
    }

    #[test]
    fn a_range_reaches_the_ports_inside_it() {
        let ports = [5432, 6379];
        assert_eq!(reached(&traffic("tcp:6000-7000"), &ports), Some(6379));
        assert_eq!(reached(&traffic("tcp:443"), &ports), None);
        assert_eq!(reached(&traffic("all"), &ports), Some(5432));
        assert_eq!(reached(&traffic("udp:5432"), &ports), None);
    }
}
