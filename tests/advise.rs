//! What is recommended for what a team needs, each case a file below `tests/advise/`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use camino::Utf8PathBuf;
use mcgen::advise::{Advice, AdviseError};
use mcgen::{Date, Estate, FirstFile, Severity};
use mcgen_model::catalog::mechanisms::guarantees;
use mcgen_model::catalog::strategies::options;
use mcgen_model::{MechanismName, StrategyName};

fn case(name: &str) -> Utf8PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/advise");
    let root = Utf8PathBuf::from_path_buf(root).unwrap();
    root.join(name).with_extension("yaml")
}

fn advice(name: &str) -> Advice {
    Advice::load_on(&case(name), Date::TABLES).unwrap()
}

fn recommended(name: &str) -> String {
    advice(name).recommended().unwrap().to_string()
}

/// The needs that `option` does not meet.
fn unmet(advice: &Advice, option: &str) -> Vec<String> {
    let verdict = advice
        .verdicts()
        .iter()
        .find(|it| it.option.to_string() == option);
    let shortfalls = verdict.unwrap().shortfalls.iter();
    shortfalls.map(|it| it.need.clone()).collect()
}

#[test]
fn regions_that_share_no_data_stay_independent() {
    assert_eq!(recommended("regional-independence"), "independent");
    let advice = advice("regional-independence");
    assert_eq!(
        unmet(&advice, "primary-replica by dms, warm"),
        ["data", "budget"]
    );
}

#[test]
fn disaster_recovery_is_a_primary_and_its_replica() {
    let advice = advice("disaster-recovery");
    let option = advice.recommended().unwrap();
    assert_eq!(option.strategy, StrategyName::PrimaryReplica);
    assert_eq!(option.mechanism.as_deref(), Some("logical"));
    assert_eq!(unmet(&advice, "independent"), ["data", "survive"]);
}

#[test]
fn a_standby_that_must_grow_is_too_slow_for_a_short_objective() {
    let name = "disaster-recovery-in-a-quarter-of-an-hour";
    assert_eq!(recommended(name), "primary-replica by logical, hot");
    assert_eq!(
        unmet(&advice(name), "primary-replica by logical, warm"),
        ["DR-001"]
    );
}

#[test]
fn mysql_is_carried_by_dms() {
    assert_eq!(
        recommended("mysql-that-may-be-lost-for-an-hour"),
        "primary-replica by dms, warm"
    );
}

#[test]
fn any_row_on_both_sides_at_once_is_active_active_where_the_last_write_may_win() {
    assert_eq!(
        recommended("notes-that-are-written-on-both-sides"),
        "active-active by logical-lww"
    );
}

#[test]
fn a_balance_of_both_sides_is_kept_by_messages_where_the_application_can_be_written_for_it() {
    assert_eq!(
        recommended("balances-of-two-sides"),
        "active-active by application"
    );
}

#[test]
fn a_global_service_is_a_database_over_both_clouds() {
    assert_eq!(
        recommended("global-service"),
        "global-database by cockroach"
    );
}

#[test]
fn what_may_be_modelled_anew_can_be_documents() {
    let advice = advice("documents-in-both-clouds");
    let option = advice.recommended().unwrap();
    assert_eq!(option.to_string(), "global-database by atlas");
    assert_eq!(unmet(&advice, "global-database by cockroach"), ["engine"]);
}

#[test]
fn yugabyte_meets_what_cockroach_meets_with_more_effort() {
    let advice = advice("global-service");
    assert!(unmet(&advice, "global-database by yugabyte").is_empty());
    let order = advice.verdicts().iter().map(|it| it.option.to_string());
    let order: Vec<String> = order
        .filter(|it| it.starts_with("global-database by "))
        .collect();
    let place = |name: &str| order.iter().position(|it| it.ends_with(name)).unwrap();
    assert!(place("cockroach") < place("yugabyte"), "{order:?}");
}

#[test]
fn one_region_of_google_cloud_for_both_clouds_is_spanner() {
    assert_eq!(
        recommended("one-truth-in-one-region"),
        "global-database by spanner"
    );
}

#[test]
fn no_copy_is_recommended_where_the_law_forbids_it() {
    let advice = advice("personal-data-that-must-not-leave");
    assert!(advice.recommended().is_none());
    let unmet = unmet(&advice, "primary-replica by logical, warm");
    assert!(unmet.iter().any(|it| it.starts_with("NET-04")), "{unmet:?}");
}

#[test]
fn every_case_is_told_in_words() {
    for name in [
        "balances-of-two-sides",
        "disaster-recovery",
        "disaster-recovery-in-a-quarter-of-an-hour",
        "documents-in-both-clouds",
        "global-service",
        "mysql-that-may-be-lost-for-an-hour",
        "notes-that-are-written-on-both-sides",
        "one-truth-in-one-region",
        "personal-data-that-must-not-leave",
        "regional-independence",
    ] {
        insta::assert_snapshot!(name, advice(name));
    }
}

#[test]
fn every_recommended_first_file_passes_the_check_and_renders() {
    for name in [
        "balances-of-two-sides",
        "disaster-recovery",
        "disaster-recovery-in-a-quarter-of-an-hour",
        "documents-in-both-clouds",
        "global-service",
        "mysql-that-may-be-lost-for-an-hour",
        "notes-that-are-written-on-both-sides",
        "one-truth-in-one-region",
        "regional-independence",
    ] {
        let text = advice(name).first_file().unwrap().unwrap();
        let checked = Estate::from_text("first.yaml", &text)
            .check_on(Date::TABLES)
            .unwrap();
        // Nobody has rehearsed a failover before there is anything, what a cluster in one cloud means is for a
        // person to accept, whose alerts a person switches on, and health checks that move clients need entrances
        // that do not exist yet.
        let mut findings = checked.findings().diagnostics.iter();
        assert!(
            findings.all(|it| ["DR-011", "DR-012", "GDB-018", "MON-015"].contains(&it.rule.code)),
            "{name}: {}",
            checked.findings()
        );
        checked.render().unwrap();
        insta::assert_snapshot!(format!("{name}-first-file"), text);
    }
}

#[test]
fn the_first_file_of_every_option_has_no_errors() {
    let advice = advice("notes-that-are-written-on-both-sides");
    for option in options() {
        let text = FirstFile::of(option, advice.needs()).text().unwrap();
        let checked = Estate::from_text("first.yaml", &text).check_on(Date::TABLES);
        if let Err(rejected) = checked {
            // The objectives of these needs are beyond a primary and its replica.
            let errors = rejected.0.diagnostics.iter();
            let others =
                errors.filter(|it| it.severity == Severity::Error && it.rule.code != "DR-003");
            assert_eq!(others.count(), 0, "{option}: {rejected}");
        }
    }
}

#[test]
fn the_first_file_of_every_mechanism_passes_the_check_and_renders() {
    for option in options() {
        let file = FirstFile::new(option.strategy, "shop", "production");
        let file = match &option.mechanism {
            Some(mechanism) => file.with_mechanism(mechanism),
            None => file,
        };
        let checked =
            Estate::from_text("production.yaml", &file.text().unwrap()).check_on(Date::TABLES);
        let checked = checked.unwrap_or_else(|rejected| panic!("{option}: {rejected}"));
        checked.render().unwrap();
    }
}

#[test]
fn every_mistake_in_a_file_of_needs_is_told_at_its_place() {
    let Err(AdviseError::Rejected(rejected)) = Advice::load_on(&case("mistakes"), Date::TABLES)
    else {
        panic!("the file holds mistakes");
    };
    let file = case("mistakes").canonicalize_utf8().unwrap();
    let folder = file.parent().unwrap().to_string();
    let text = rejected.0.to_string().replace(&folder, "tests/advise");
    insta::assert_snapshot!("mistakes", text);
}

#[test]
fn an_option_promises_no_more_than_its_mechanism_keeps() {
    for name in MechanismName::ALL {
        let guarantees = guarantees(*name);
        let mut options = options().iter();
        let option = options.find(|it| it.mechanism.as_deref() == Some(name.as_str()));
        let option = option.unwrap_or_else(|| panic!("{name} is not compared"));
        assert_eq!(option.strategy, StrategyName::ActiveActive, "{name}");
        assert_eq!(option.counters, guarantees.keeps_counters, "{name}");
        assert_eq!(option.engines, guarantees.engines, "{name}");
    }
}

#[test]
fn the_options_are_told_apart_by_their_names() {
    let mut names: Vec<String> = options().iter().map(ToString::to_string).collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}
