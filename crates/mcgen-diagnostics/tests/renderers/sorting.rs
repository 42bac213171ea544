use crate::corpus::{BACKUP, NAME, OVERLAP};
use mcgen_diagnostics::{Diagnostic, Diagnostics, SourceMap, Span};
use proptest::prelude::*;

fn in_environment(mut finding: Diagnostic, environment: &str) -> Diagnostic {
    finding.environment = Some(environment.to_owned());
    finding
}

fn sorted(list: Vec<Diagnostic>, sources: &SourceMap) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(list);
    diagnostics.sort(sources);
    diagnostics
        .iter()
        .map(|finding| format!("{finding:?}"))
        .collect()
}

/// Sources `b` and `a`, read in this order, and findings that differ in one thing each.
fn findings() -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let b = sources.add("b.yaml", "0123456789");
    let a = sources.add("a.yaml", "0123456789");
    let at = |rule, id, start| Diagnostic::new(rule).at(Span::new(id, start, start + 1), "here");
    let related = |text| at(&NAME, b, 3).at(Span::new(a, 1, 2), text);
    let list = vec![
        Diagnostic::new(&OVERLAP).because("no place"),
        at(&NAME, a, 2),
        at(&OVERLAP, a, 2),
        at(&BACKUP, a, 5),
        at(&BACKUP, b, 0),
        in_environment(at(&BACKUP, b, 1), "crm/production"),
        related("one"),
        related("two"),
        at(&OVERLAP, b, 3).because("one"),
        at(&OVERLAP, b, 3).because("two"),
        at(&OVERLAP, b, 4).help("one"),
        at(&OVERLAP, b, 4).help("two"),
    ];
    (sources, list)
}

#[test]
fn findings_come_by_path_place_and_code() {
    let (sources, list) = findings();
    let expected: Vec<String> = list.iter().map(|finding| format!("{finding:?}")).collect();
    assert_eq!(sorted(list, &sources), expected);
}

proptest! {
    #[test]
    fn the_order_of_finding_does_not_matter(shuffled in Just(findings().1).prop_shuffle()) {
        let (sources, list) = findings();
        prop_assert_eq!(sorted(shuffled, &sources), sorted(list, &sources));
    }
}

#[test]
fn repetitions_are_dropped_even_when_pushed_apart() {
    let (sources, list) = findings();
    let mut twice = list.clone();
    twice.extend(list.iter().rev().cloned());
    assert_eq!(sorted(twice, &sources), sorted(list, &sources));
}

#[test]
fn a_finding_that_environments_share_is_kept_once_and_names_them_all() {
    let mut sources = SourceMap::default();
    let base = sources.add("base.yaml", "engine: oracle\n");
    let shared = || Diagnostic::new(&NAME).at(Span::new(base, 0, 6), "here");
    let list = vec![
        in_environment(shared(), "crm/staging"),
        in_environment(shared(), "crm/production"),
        in_environment(shared(), "crm/staging"),
    ];
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(list);
    diagnostics.sort(&sources);
    let environments: Vec<_> = diagnostics
        .iter()
        .map(|it| it.environment.as_deref())
        .collect();
    assert_eq!(environments, [Some("crm/production, crm/staging")]);
}
