//! One page a rule, and the list of all of them.

use std::fmt::Write as _;

use mcgen::{Rule, Severity};

use super::{Pages, RULES, made_from};

/// The families of codes.
const FAMILIES: &[(&str, &str)] = &[
    ("ENV", "Environment file"),
    ("EST", "Environments of one estate"),
    ("NET", "Network"),
    ("RDS", "Amazon RDS"),
    ("SQL", "Cloud SQL"),
    ("CACHE", "Caches"),
    ("SEC", "Secrets and exposure"),
    ("VPN", "VPN between the clouds"),
    ("BGP", "BGP over the VPN"),
    ("DR", "Disaster recovery"),
    ("MON", "Monitoring"),
    ("DMS", "AWS DMS"),
    ("REP", "Replication"),
    ("AA", "Two sides that write"),
    ("LB", "Traffic and load balancers"),
    ("TF", "Terraform files"),
    ("RUN", "Runs of Terraform"),
];

pub(super) fn pages(book: &[&Rule]) -> Pages {
    let mut pages: Pages = book
        .iter()
        .map(|rule| (format!("{RULES}/{}.md", rule.code).into(), page(rule)))
        .collect();
    pages.insert(format!("{RULES}/README.md").into(), list(book));
    pages
}

fn page(rule: &Rule) -> String {
    let mut text = format!(
        "<!-- {} -->\n# {}: {}\n\n{}\n\n{}\n\n**Fix:** {}.\n",
        made_from("the rule book"),
        rule.code,
        rule.summary,
        judgement(rule),
        rule.explain.trim(),
        rule.fix.trim_end_matches('.'),
    );
    if !rule.sources.is_empty() {
        text.push_str("\n## Sources\n\n");
        for source in rule.sources {
            let _ = writeln!(text, "- [{}]({})", source.title, source.url);
        }
    }
    text
}

fn judgement(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Warning => "A warning",
        Severity::Error | Severity::Waived => "An error",
    };
    let waivable = if rule.waivable {
        "that a waiver with a reason can accept"
    } else {
        "that cannot be waived"
    };
    format!("{severity} {waivable}. Name: `{}`.", rule.slug)
}

fn list(book: &[&Rule]) -> String {
    let mut text = format!(
        "<!-- {} -->\n# The rule book\n\n{} rules. `mcgen explain CODE` prints the same text.\n",
        made_from("the rule book"),
        book.len(),
    );
    let mut family = "";
    for rule in book {
        let code = rule.code.split('-').next().unwrap_or_default();
        if code != family {
            family = code;
            let title = FAMILIES
                .iter()
                .find(|(it, _)| *it == code)
                .map_or(code, |(_, title)| title);
            let _ = write!(
                text,
                "\n## {title}\n\n| code | severity | waivable | finding |\n|---|---|---|---|\n"
            );
        }
        let waivable = if rule.waivable { "yes" } else { "no" };
        let _ = writeln!(
            text,
            "| [{code}]({code}.md) | {} | {waivable} | {} |",
            rule.severity,
            rule.summary.replace('|', "\\|"),
            code = rule.code,
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_a_page_that_the_list_links_to() {
        let book = mcgen::book();
        let pages = pages(&book);
        let list = &pages[camino::Utf8Path::new("docs/rules/README.md")];
        for rule in &book {
            let page = &pages[camino::Utf8Path::new(&format!("docs/rules/{}.md", rule.code))];
            assert!(page.contains(rule.slug), "{}", rule.code);
            assert!(
                list.contains(&format!("({}.md)", rule.code)),
                "{}",
                rule.code
            );
        }
        assert_eq!(pages.len(), book.len() + 1);
    }

    #[test]
    fn every_family_has_a_title() {
        let titled: BTreeSet<&str> = FAMILIES.iter().map(|(code, _)| *code).collect();
        for rule in mcgen::book() {
            let family = rule.code.split('-').next().unwrap();
            assert!(titled.contains(family), "{family} has no title");
        }
    }
}
