//! The page that compares the strategies, from the table that `mcgen advise` judges by.

use std::fmt::Write as _;

use mcgen_model::MechanismName;
use mcgen_model::catalog::mechanisms::guarantees;
use mcgen_model::catalog::strategies::{StrategyOption, options};

pub(super) fn page() -> String {
    let mut page = format!(
        "<!-- {} -->\n\n# The strategies compared\n\n\
         `mcgen advise` judges every way below by what a team needs, from the tables that this page is made from. Of two sides that both write, the rule book reads the last table as well.\n\n",
        super::made_from("crates/mcgen-model/data/strategies.toml")
    );
    table(
        &mut page,
        &[
            "way",
            "survives the loss of a",
            "writes",
            "when both sides change one row",
            "cost",
            "effort",
        ],
        |it| {
            vec![
                it.survives.to_string(),
                it.writes.to_string(),
                it.conflicts.to_string(),
                it.cost.to_string(),
                it.effort.to_string(),
            ]
        },
    );
    page.push('\n');
    table(
        &mut page,
        &["way", "consistency", "good for", "in return"],
        |it| vec![it.consistency.clone(), it.suits.clone(), it.price.clone()],
    );
    page.push('\n');
    table(
        &mut page,
        &[
            "way",
            "engines",
            "the application changes",
            "the team runs",
            "keeps counters",
        ],
        |it| {
            vec![
                words(&it.engines),
                it.application.to_string(),
                words(&it.skills),
                if it.counters { "yes" } else { "no" }.to_owned(),
            ]
        },
    );
    mechanisms(&mut page);
    page.push_str(
        "\nThe words are those of the file that `mcgen advise` reads; `mcgen advise` without a file prints an example that explains them. \
         How long a failover of a primary and its replica takes is summed up from the environment, see [recovery](recovery.md).\n",
    );
    page
}

/// What `mcgen check` tells of a mechanism of two sides that write.
fn mechanisms(page: &mut String) {
    page.push_str("\n## What a mechanism of two writers keeps\n");
    for name in MechanismName::ALL {
        let guarantees = guarantees(*name);
        let _ = writeln!(
            page,
            "\n### `{name}`: {}\n\n| of | |\n|---|---|",
            guarantees.title
        );
        for (heading, text) in guarantees.lines() {
            let _ = writeln!(page, "| {heading} | {text} |");
        }
    }
}

fn table(page: &mut String, head: &[&str], cells: impl Fn(&StrategyOption) -> Vec<String>) {
    let _ = writeln!(page, "| {} |", head.join(" | "));
    let _ = writeln!(page, "|{}", "---|".repeat(head.len()));
    for option in options() {
        let _ = writeln!(page, "| {option} | {} |", cells(option).join(" | "));
    }
}

fn words<T: ToString>(items: &[T]) -> String {
    let words: Vec<String> = items.iter().map(ToString::to_string).collect();
    if words.is_empty() {
        return "nothing of its own".to_owned();
    }
    words.join(", ")
}
