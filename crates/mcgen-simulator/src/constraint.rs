//! What a value must look like, where an overlay says so.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use mcgen_schema::{Constraint, Syntax};
use regex_lite::Regex;

use crate::value::Value;

/// What is wrong with a scalar: what it must be. What is null or unknown is not judged.
pub(crate) fn violation(constraint: &Constraint, value: &Value) -> Option<String> {
    let text = value.to_text()?;
    let Constraint {
        one_of,
        pattern,
        syntax,
        min,
        max,
    } = constraint;
    if !one_of.is_empty() && !one_of.contains(&text) {
        return Some(format!("must be one of {}", quoted(one_of)));
    }
    if let Some(pattern) = pattern
        && !whole(pattern).is_ok_and(|it| it.is_match(&text))
    {
        return Some(format!("must match `{pattern}`"));
    }
    if let Some(syntax) = syntax
        && !holds(*syntax, &text)
    {
        return Some(format!("must be {}", describe(*syntax)));
    }
    if min.is_none() && max.is_none() {
        return None;
    }
    let Ok(number) = text.parse::<f64>() else {
        return Some("must be a number".to_owned());
    };
    #[expect(clippy::cast_precision_loss, reason = "limits of clouds are small")]
    let below = min.filter(|min| number < *min as f64);
    #[expect(clippy::cast_precision_loss, reason = "limits of clouds are small")]
    let above = max.filter(|max| number > *max as f64);
    match (below, above) {
        (Some(min), _) => Some(format!("must be at least {min}")),
        (_, Some(max)) => Some(format!("must be at most {max}")),
        (None, None) => None,
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|it| format!("`{it}`")).collect();
    words.join(", ")
}

/// The pattern as one that takes the whole text.
pub(crate) fn whole(pattern: &str) -> Result<Regex, regex_lite::Error> {
    Regex::new(&format!("^(?:{pattern})$"))
}

fn describe(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Ipv4Network => "an IPv4 network without host bits, such as `10.0.0.0/16`",
        Syntax::Ipv4Address => "an IPv4 address",
        Syntax::Json => "a JSON document",
        Syntax::Arn => "an Amazon resource name: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`",
        Syntax::TunnelInside => {
            "a /30 of 169.254.0.0/16 other than those that AWS keeps for itself, such as \
             `169.254.10.0/30`"
        }
        Syntax::PresharedKey => "8 to 64 letters, digits, `.` and `_`, not beginning with 0",
    }
}

fn holds(syntax: Syntax, text: &str) -> bool {
    match syntax {
        Syntax::Ipv4Network => network(text).is_some(),
        Syntax::Ipv4Address => text.parse::<Ipv4Addr>().is_ok(),
        Syntax::Json => serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(),
        Syntax::Arn => {
            let parts: Vec<&str> = text.splitn(6, ':').collect();
            matches!(parts.as_slice(), ["arn", partition, service, _, _, resource]
                if partition.starts_with("aws") && !service.is_empty() && !resource.is_empty())
        }
        Syntax::TunnelInside => network(text).is_some_and(is_tunnel_inside),
        Syntax::PresharedKey => {
            (8..=64).contains(&text.len())
                && !text.starts_with('0')
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
        }
    }
}

fn network(text: &str) -> Option<Ipv4Net> {
    let network: Ipv4Net = text.parse().ok()?;
    (network.trunc() == network).then_some(network)
}

/// The first six networks of 169.254.0.0/16 and the one of the metadata service are AWS's own.
/// Source: docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
pub(crate) fn is_tunnel_inside(network: Ipv4Net) -> bool {
    let [a, b, c, d] = network.network().octets();
    network.prefix_len() == 30 && [a, b] == [169, 254] && !(c < 6 && d == 0) && [c, d] != [169, 252]
}

#[cfg(test)]
mod tests {
    use mcgen_schema::{Constraint, Syntax};

    use super::violation;
    use crate::value::Value;

    fn syntax(syntax: Syntax, text: &str) -> bool {
        let constraint = Constraint {
            syntax: Some(syntax),
            ..Constraint::default()
        };
        violation(&constraint, &Value::text(text)).is_none()
    }

    #[test]
    fn each_syntax_takes_its_own_and_nothing_else() {
        for (form, good, bad) in [
            (Syntax::Ipv4Network, "10.0.0.0/16", "10.0.0.1/16"),
            (Syntax::Ipv4Network, "0.0.0.0/0", "not-a-cidr"),
            (Syntax::Ipv4Address, "10.0.0.1", "10.0.0.256"),
            (Syntax::Json, r#"{"a":[]}"#, "{a}"),
            (Syntax::Arn, "arn:aws:s3:::b", "arn:aws:s3"),
            (
                Syntax::Arn,
                "arn:aws-cn:kms:r:1:key/x",
                "arn:gcp:kms:r:1:key/x",
            ),
            (Syntax::TunnelInside, "169.254.10.0/30", "169.254.5.0/30"),
            (
                Syntax::TunnelInside,
                "169.254.169.248/30",
                "169.254.169.252/30",
            ),
            (Syntax::TunnelInside, "169.254.0.4/30", "10.0.0.0/30"),
            (Syntax::PresharedKey, "abc_123.X", "0bcdefgh"),
            (Syntax::PresharedKey, "abcdefgh", "abcdefg"),
            (Syntax::PresharedKey, "abcdefgh", "abcd-efgh"),
        ] {
            assert!(syntax(form, good), "{good}");
            assert!(!syntax(form, bad), "{bad}");
        }
    }

    #[test]
    fn a_violation_says_what_the_value_must_be() {
        let constraint = Constraint {
            one_of: vec!["gp2".to_owned(), "gp3".to_owned()],
            ..Constraint::default()
        };
        assert_eq!(
            violation(&constraint, &Value::text("gp4")).unwrap(),
            "must be one of `gp2`, `gp3`"
        );
        assert_eq!(violation(&constraint, &Value::text("gp3")), None);
        let constraint = Constraint {
            pattern: Some("[a-z]+".to_owned()),
            ..Constraint::default()
        };
        assert_eq!(
            violation(&constraint, &Value::text("abc1")).unwrap(),
            "must match `[a-z]+`"
        );
        let constraint = Constraint {
            min: Some(20),
            max: Some(40),
            ..Constraint::default()
        };
        assert_eq!(
            violation(&constraint, &Value::integer(19)).unwrap(),
            "must be at least 20"
        );
        assert_eq!(
            violation(&constraint, &Value::integer(41)).unwrap(),
            "must be at most 40"
        );
        assert_eq!(violation(&constraint, &Value::text("30")), None);
    }

    #[test]
    fn what_is_not_known_is_not_judged() {
        let constraint = Constraint {
            one_of: vec!["a".to_owned()],
            ..Constraint::default()
        };
        for value in [Value::Null, Value::Unknown] {
            assert_eq!(violation(&constraint, &value), None);
        }
    }
}
