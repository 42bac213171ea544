use std::fmt;

use crate::{Fault, Scalar};

/// Traffic that a firewall rule lets in: a protocol, and for TCP and UDP the ports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Traffic {
    protocol: String,
    ports: Option<(u16, u16)>,
}

impl Traffic {
    /// `tcp`, `udp`, `icmp`, `esp`, `sctp` or `all`.
    pub fn protocol(&self) -> &str {
        &self.protocol
    }

    /// The first and the last port; none lets every port in.
    pub fn ports(&self) -> Option<(u16, u16)> {
        self.ports
    }

    fn read(text: &str) -> Option<Self> {
        let (protocol, ports) = match text.split_once(':') {
            Some((protocol, ports)) => (protocol, Some(ports)),
            None => (text, None),
        };
        let has_ports = matches!(protocol, "tcp" | "udp" | "sctp");
        if !has_ports && !matches!(protocol, "icmp" | "esp" | "all") {
            return None;
        }
        let ports = match ports {
            None => None,
            Some(_) if !has_ports => return None,
            Some(ports) => {
                let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
                let range: (u16, u16) = (first.parse().ok()?, last.parse().ok()?);
                Some(range).filter(|(first, last)| 0 < *first && first <= last)
            }
        };
        let complete = ports.is_some() || !text.contains(':');
        complete.then(|| Self {
            protocol: protocol.to_owned(),
            ports,
        })
    }
}

impl fmt::Display for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ports {
            None => f.write_str(&self.protocol),
            Some((first, last)) if first == last => write!(f, "{}:{first}", self.protocol),
            Some((first, last)) => write!(f, "{}:{first}-{last}", self.protocol),
        }
    }
}

impl Scalar for Traffic {
    const EXPECTED: &'static str = "traffic such as `tcp:443`, `udp:8000-8100`, `icmp` or `all`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        Self::read(text).ok_or_else(|| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^((tcp|udp|sctp)(:\d{1,5}(-\d{1,5})?)?|icmp|esp|all)$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traffic_prints_as_it_was_written() {
        for text in ["tcp", "tcp:443", "udp:8000-8100", "icmp", "all"] {
            assert_eq!(Traffic::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn ports_that_do_not_exist_are_refused() {
        for bad in [
            "tcp:",
            "tcp:0",
            "tcp:99999",
            "tcp:9-8",
            "icmp:1",
            "https",
            "443",
        ] {
            assert!(Traffic::parse(bad).is_err(), "{bad}");
        }
    }
}
