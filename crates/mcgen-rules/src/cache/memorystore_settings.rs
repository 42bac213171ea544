//! CACHE-015: settings of Memorystore.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity};
use mcgen_model::catalog::memorystore::{self as catalog, Config};
use mcgen_model::{
    CacheEngine, DatabaseFlag, Environment, GcpCache, MemorystoreSize, Persistence, nearest,
};
use mcgen_spec::refused::cache::MEMORYSTORE_SETTING;

use super::memorystore;
use crate::Context;

pub(super) fn taken(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = memorystore(environment) else {
        return;
    };
    for (key, setting) in &cache.configs {
        findings.extend(match cache.engine.value {
            CacheEngine::Redis => redis_setting(cache, key, setting),
            CacheEngine::Valkey => valkey_setting(key, setting),
        });
    }
    if cache.engine.value == CacheEngine::Redis && cache.persistence.value == Persistence::Aof {
        findings.push(
            Diagnostic::new(&MEMORYSTORE_SETTING)
                .at_value(&cache.persistence, "exists in Valkey only")
                .at_value(&cache.engine, "the engine of this cache")
                .help("write `persistence: rdb`"),
        );
    }
}

fn redis_setting(cache: &GcpCache, key: &str, setting: &DatabaseFlag) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&MEMORYSTORE_SETTING);
    let Some(config) = catalog::config(key) else {
        return Some(unknown(finding, key, setting));
    };
    if cache.version.value < config.since {
        return Some(
            finding
                .at(
                    setting.name_span,
                    format!("begins with Redis {}", config.since),
                )
                .at_value(&cache.version, "an earlier version")
                .help(format!("remove `{key}`, or raise the version")),
        );
    }
    let expected = misfit(config, &setting.value, memory_gib(cache))?;
    Some(
        finding
            .at_value(
                &setting.value,
                format!("`{}` is no value of `{key}`", setting.value.value),
            )
            .help(format!("write {expected}")),
    )
}

fn unknown(finding: Diagnostic, key: &str, setting: &DatabaseFlag) -> Diagnostic {
    let keys = catalog::config_keys(CacheEngine::Redis);
    let finding = finding.at(
        setting.name_span,
        if catalog::is_fixed_config(key) {
            "Memorystore sets this itself"
        } else {
            "no setting of Memorystore for Redis"
        },
    );
    match nearest(key, keys.iter().copied()) {
        Some(near) if !catalog::is_fixed_config(key) => {
            finding.help(format!("did you mean `{near}`?"))
        }
        _ => finding
            .because(format!("it takes {}", keys.join(", ")))
            .help(format!("remove `{key}`")),
    }
}

fn valkey_setting(key: &str, setting: &DatabaseFlag) -> Option<Diagnostic> {
    let keys = catalog::config_keys(CacheEngine::Valkey);
    (!keys.contains(&key)).then(|| {
        let mut finding = Diagnostic::new(&MEMORYSTORE_SETTING)
            .at(
                setting.name_span,
                "not among the known settings of Memorystore for Valkey",
            )
            .because(format!("known are {}", keys.join(", ")))
            .help(match nearest(key, keys.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "make sure that the documentation lists it".to_owned(),
            });
        finding.severity = Severity::Warning;
        finding
    })
}

fn memory_gib(cache: &GcpCache) -> u32 {
    match &cache.size {
        MemorystoreSize::Redis { size_gib, .. } => size_gib.value,
        MemorystoreSize::Valkey { .. } => 0,
    }
}

/// What the setting takes instead of `value`, when it does not take it.
fn misfit(config: &Config, value: &str, memory_gib: u32) -> Option<String> {
    if !config.values.is_empty() {
        let known = config.values.iter().any(|it| it == value);
        return (!known).then(|| format!("one of {}", config.values.join(", ")));
    }
    if let Some(characters) = &config.characters {
        let known = value.chars().all(|it| characters.contains(it));
        return (!known).then(|| format!("only characters of `{characters}`"));
    }
    if let Some(percent) = config.min_percent_of_size {
        let least = f64::from(memory_gib) * f64::from(percent) / 100.0;
        let most = f64::from(memory_gib);
        let legal = |it: f64| (least..=most).contains(&it);
        return (!value.parse().is_ok_and(legal))
            .then(|| format!("a number of GiB from {least} to {most}"));
    }
    if config.percent {
        let number = value.strip_suffix('%').unwrap_or(value);
        let legal = number.parse::<u32>().is_ok_and(|it| it <= 100);
        return (!legal).then(|| "a percentage such as `10%`".to_owned());
    }
    let (least, most) = (
        config.min.unwrap_or(i64::MIN),
        config.max.unwrap_or(i64::MAX),
    );
    let legal = |it: i64| (least..=most).contains(&it) || (config.zero && it == 0);
    (!value.parse().is_ok_and(legal)).then(|| {
        let zero = if config.zero { "0 or " } else { "" };
        match (config.min, config.max) {
            (Some(least), Some(most)) => {
                format!("{zero}a whole number from {least} to {most}")
            }
            (Some(least), None) => format!("{zero}a whole number from {least} on"),
            _ => "a whole number".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(key: &str, value: &str) -> Option<String> {
        misfit(catalog::config(key).unwrap(), value, 5)
    }

    #[test]
    fn legal_values_pass() {
        for (key, value) in [
            ("maxmemory-policy", "allkeys-lru"),
            ("timeout", "0"),
            ("timeout", "300"),
            ("notify-keyspace-events", "Ex"),
            ("maxmemory-gb", "4.5"),
            ("maxmemory-clients", "10%"),
            ("lfu-decay-time", "1"),
            ("activedefrag", "yes"),
        ] {
            assert_eq!(judge(key, value), None, "{key} {value}");
        }
    }

    #[test]
    fn illegal_values_name_what_is_expected() {
        for (key, value, expected) in [
            ("timeout", "60", "0 or a whole number from 120 on"),
            ("maxmemory-gb", "0.5", "a number of GiB from 1 to 5"),
            ("activedefrag", "on", "one of no, yes"),
            ("databases", "200", "a whole number from 1 to 100"),
            (
                "notify-keyspace-events",
                "Q",
                "only characters of `KEg$lshzxeA`",
            ),
        ] {
            assert_eq!(judge(key, value).as_deref(), Some(expected), "{key}");
        }
    }
}
