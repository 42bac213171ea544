//! Values that follow from the arguments of an object rather than from its name: what the provider
//! `random` draws, passwords of a given length, addresses inside a VPN tunnel.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::draw::Seed;
use crate::value::Value;

/// What an object of a type is made of.
pub(super) struct Arguments<'a> {
    pub(super) type_name: &'a str,
    pub(super) object: &'a Value,
    pub(super) seed: Seed,
    /// Another attribute, given or decided.
    pub(super) lookup: &'a dyn Fn(&str) -> Value,
}

impl Arguments<'_> {
    /// The value of an attribute, where the arguments decide it.
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        // All values of one object are forms of one draw.
        let drawn = self.seed.part("drawn");
        Some(match (self.type_name, name) {
            // The id of a password must not be the password.
            ("random_password", "id") => Value::text("none"),
            ("random_password" | "random_string", "result") | ("random_string", "id") => {
                Value::String(drawn.mixed(self.length("length", 16)))
            }
            ("aws_secretsmanager_random_password", "random_password") => {
                Value::String(drawn.mixed(self.length("password_length", 32)))
            }
            ("random_id", "hex" | "id") => {
                let prefix = self.object.get("prefix").as_text().unwrap_or_default();
                let hex = drawn.hex(2 * self.length("byte_length", 8));
                Value::String(format!("{prefix}{hex}"))
            }
            ("random_uuid", "id" | "result") => Value::String(drawn.uuid()),
            ("random_integer", "result") => self.integer(&drawn)?,
            ("random_integer", "id") => Value::String(self.integer(&drawn)?.to_text()?),
            ("random_pet", "id") => self.pet(&drawn),
            ("random_shuffle", "result") => self.shuffled(),
            ("aws_vpn_connection", name) => self.tunnel(name)?,
            _ => return None,
        })
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.object.get(name).as_integer()
    }

    fn length(&self, name: &str, default: usize) -> usize {
        let length = self.number(name).and_then(|it| it.try_into().ok());
        length.unwrap_or(default)
    }

    fn integer(&self, seed: &Seed) -> Option<Value> {
        let (min, max) = (self.number("min")?, self.number("max")?);
        let span = max.saturating_sub(min).saturating_add(1);
        let span = u32::try_from(span).unwrap_or(u32::MAX);
        Some(Value::integer(min.saturating_add(seed.below(span).into())))
    }

    fn pet(&self, seed: &Seed) -> Value {
        let text = |name: &str| self.object.get(name).as_text();
        let words =
            (0..self.length("length", 2)).map(|word| seed.part(&word.to_string()).letters(6));
        let prefix = text("prefix").map(str::to_owned);
        let words: Vec<String> = prefix.into_iter().chain(words).collect();
        Value::String(words.join(text("separator").unwrap_or("-")))
    }

    fn shuffled(&self) -> Value {
        let input = self.object.get("input").elements();
        let count = self.length("result_count", input.len());
        Value::Sequence(input.iter().cycle().take(count).cloned().collect())
    }

    /// The ends of `tunnel1` and `tunnel2`: AWS has the first address inside, the customer gateway
    /// the second. Source: docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
    fn tunnel(&self, name: &str) -> Option<Value> {
        let (tunnel, what) = name.split_once('_')?;
        if !tunnel.starts_with("tunnel") {
            return None;
        }
        let seed = self.seed.part(tunnel);
        let inside = || (self.lookup)(&format!("{tunnel}_inside_cidr"));
        Some(Value::String(match what {
            "inside_cidr" => seed.tunnel_inside(),
            "preshared_key" => seed.preshared_key(),
            "address" => seed.public_ipv4().to_string(),
            "vgw_inside_address" => host(inside().as_text()?, 1)?,
            "cgw_inside_address" => host(inside().as_text()?, 2)?,
            _ => return None,
        }))
    }
}

/// The address of this number in a network.
fn host(network: &str, number: u32) -> Option<String> {
    let network: Ipv4Net = network.parse().ok()?;
    let address = Ipv4Addr::from_bits(network.network().to_bits().checked_add(number)?);
    network.contains(&address).then(|| address.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Arguments, Seed};
    use crate::value::Value;

    fn of(type_name: &str, arguments: &[(&str, Value)], name: &str) -> Value {
        let object: BTreeMap<String, Value> = arguments
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let object = Value::Map(object);
        let arguments = Arguments {
            type_name,
            object: &object,
            seed: Seed::of(&[]),
            lookup: &|path| object.get(path).clone(),
        };
        arguments.value(name).unwrap()
    }

    #[test]
    fn the_ends_of_a_tunnel_lie_in_its_network() {
        let inside = [("tunnel1_inside_cidr", Value::text("169.254.10.4/30"))];
        let end = |name: &str| of("aws_vpn_connection", &inside, name);
        assert_eq!(
            end("tunnel1_vgw_inside_address"),
            Value::text("169.254.10.5")
        );
        assert_eq!(
            end("tunnel1_cgw_inside_address"),
            Value::text("169.254.10.6")
        );
        assert_ne!(end("tunnel1_address"), end("tunnel2_address"));
    }

    #[test]
    fn a_password_has_the_length_that_is_asked_for() {
        let length = [("length", Value::integer(24))];
        let password = of("random_password", &length, "result");
        assert_eq!(password.as_text().unwrap().len(), 24);
        let length = [("password_length", Value::integer(40))];
        let password = of(
            "aws_secretsmanager_random_password",
            &length,
            "random_password",
        );
        assert_eq!(password.as_text().unwrap().len(), 40);
    }

    #[test]
    fn a_random_integer_lies_between_its_limits() {
        let limits = [("min", Value::integer(5)), ("max", Value::integer(7))];
        let number = of("random_integer", &limits, "result")
            .as_integer()
            .unwrap();
        assert!((5..=7).contains(&number), "{number}");
    }

    #[test]
    fn a_random_id_has_two_digits_for_each_byte() {
        let bytes = [("byte_length", Value::integer(4))];
        let id = of("random_id", &bytes, "hex");
        assert_eq!(id.as_text().unwrap().len(), 8);
    }
}
