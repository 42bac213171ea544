use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostics, Severity};
use mcgen_model::{Cidr, Date, Environment, RoutedRange, Site};
use mcgen_spec::Loader;

use super::overlap::overlaps;
use crate::{Context, check, check_estate};

fn linked(name: &str, more: &str) -> Environment {
    let text = format!(
        "project: crm\nenvironment: {name}\ntier: development\nstrategy: independent\n\
         aws: {{ region: ap-northeast-2, account: '111122223333', network: {{ cidr: 10.30.0.0/16 }} }}\n\
         gcp: {{ region: asia-northeast3, project: crm-{name}, network: {{ cidr: 10.20.0.0/20 }} }}\n\
         link: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}\n{more}"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    assert!(file.diagnostics.is_empty(), "{:#?}", file.diagnostics);
    file.environment.unwrap()
}

fn findings(environment: &Environment, found: Diagnostics) -> Vec<(&'static str, Severity)> {
    let context = Context {
        today: Date::TABLES,
    };
    let findings = check(environment, &context, found);
    findings
        .iter()
        .map(|it| (it.rule.code, it.severity))
        .collect()
}

const WAIVER: &str = "waivers: [{ rule: EST-006, reason: made and thrown away }]\n";

#[test]
fn a_waiver_accepts_what_is_found_between_environments_and_is_not_idle_in_an_environment_alone() {
    let (one, other) = (linked("one", ""), linked("two", WAIVER));
    let together = check_estate(&[&one, &other]).pop().unwrap();
    assert_eq!(findings(&other, together), [("EST-006", Severity::Waived)],);
    assert_eq!(findings(&other, Diagnostics::new()), []);
}

#[test]
fn an_environment_in_two_files_clashes_with_itself_once() {
    let (one, again) = (linked("one", ""), linked("one", ""));
    let found = check_estate(&[&one, &again]);
    let codes: Vec<&str> = found
        .iter()
        .flat_map(Diagnostics::iter)
        .map(|it| it.rule.code)
        .collect();
    assert_eq!(codes, ["ENV-014"]);
}

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u8) -> u8 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0.to_be_bytes()[0] % bound
    }
}

#[test]
fn whoever_overlaps_with_another_environment_is_in_a_pair_and_nobody_else() {
    let mut numbers = Numbers(7);
    for _ in 0..500 {
        let mut ranges: Vec<Vec<RoutedRange>> = Vec::new();
        for _ in 0..=numbers.below(7) {
            let own = (0..numbers.below(4)).map(|_| {
                let (octet, prefix) = (
                    numbers.below(16),
                    [8, 12, 14, 15, 16][usize::from(numbers.below(5))],
                );
                let address = format!("10.{octet}.0.0").parse().unwrap();
                RoutedRange {
                    site: Site::Aws,
                    owner: String::new(),
                    cidr: Cidr::containing(address, prefix).unwrap().into(),
                }
            });
            ranges.push(own.collect());
        }
        let members: Vec<usize> = (0..ranges.len()).collect();
        let mut paired = BTreeSet::new();
        for pair in overlaps(&members, &ranges) {
            let [first, later] = [pair.first, pair.later];
            assert!(first.environment < later.environment);
            assert!(first.range.cidr.overlaps(later.range.cidr.value));
            paired.extend([first.environment, later.environment]);
        }
        let meets = |one: &usize| {
            let others = members.iter().filter(|it| *it != one);
            let mut others = others.flat_map(|it| &ranges[*it]);
            others.any(|other| {
                ranges[*one]
                    .iter()
                    .any(|it| it.cidr.overlaps(other.cidr.value))
            })
        };
        let expected: BTreeSet<usize> = members.iter().copied().filter(meets).collect();
        assert_eq!(paired, expected, "{ranges:?}");
    }
}
