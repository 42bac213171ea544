//! The record of a verification in words: a table, and a last line that claims what was proved and
//! nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::report::{
    ChangeRecord, ModuleRecord, OfflineRecord, Outcome, Record, StackRecord, Step, StepRecord,
};
use crate::terraform::ChangeCounts;

impl OfflineRecord {
    /// What was looked at and the last line, for a person.
    pub fn to_text(&self, accepted: bool) -> String {
        let providers: Vec<String> = self
            .providers
            .iter()
            .map(|(source, versions)| format!("{source} {}", versions.join(" and ")))
            .collect();
        let against = if providers.is_empty() {
            "no provider".to_owned()
        } else {
            providers.join(", ")
        };
        let mut text = format!(
            "{} files in {} folders: {} blocks and {} arguments held against {against}\n",
            self.files, self.modules, self.blocks, self.arguments
        );
        for reason in &self.not_checked {
            let _ = writeln!(text, "not checked: {reason}");
        }
        text.push_str(if !accepted {
            "not proved: see the findings\n"
        } else if self.blocks == 0 {
            "not proved: there was nothing to check\n"
        } else {
            "proved: every checked block and argument fits these schemas, and every reference among the files resolves\n"
        });
        text
    }
}

impl Record {
    /// The tables and the last lines, for a person.
    pub fn to_text(&self, accepted: bool) -> String {
        let mut text = String::new();
        for lane in &self.lanes {
            let _ = writeln!(text, "{}: {}", lane.name, lane.providers.join(", "));
        }
        let _ = writeln!(
            text,
            "offline: {} blocks and {} arguments held against these schemas",
            self.offline.blocks, self.offline.arguments
        );
        for reason in &self.offline.not_checked {
            let _ = writeln!(text, "not checked: {reason}");
        }
        if !self.stacks.is_empty() {
            text.push('\n');
            text.push_str(&aligned(&self.stack_rows()));
        }
        if let Some(from) = &self.from {
            let _ = writeln!(text, "\nchanges over {from}:");
            text.push_str(&aligned(&self.change_rows()));
        }
        if !self.modules.is_empty() {
            text.push('\n');
            text.push_str(&aligned(&self.module_rows()));
        }
        text.push('\n');
        text.push_str(&self.claim(accepted));
        text
    }

    fn lane_name(&self, lane: usize) -> String {
        self.lanes
            .get(lane)
            .map_or_else(String::new, |lane| lane.name.clone())
    }

    fn stack_rows(&self) -> Vec<Vec<String>> {
        let mut steps: Vec<Step> = self
            .stacks
            .iter()
            .flat_map(|it| &it.steps)
            .map(|it| it.step)
            .collect();
        steps.sort_unstable();
        steps.dedup();
        let words = ["environment", "stack", "providers"].map(str::to_owned);
        let header = words
            .into_iter()
            .chain(steps.iter().map(|it| it.name().to_owned()));
        let mut rows = vec![header.collect()];
        rows.extend(self.stacks.iter().map(|stack| {
            let own = [
                stack.environment.clone(),
                stack.stack.clone(),
                self.lane_name(stack.lane),
            ];
            let cells = steps.iter().map(|step| cell(stack, *step));
            own.into_iter().chain(cells).collect()
        }));
        rows
    }

    /// What happens to each object, and with which versions if not with all of them.
    fn change_rows(&self) -> Vec<Vec<String>> {
        let mut lanes: BTreeMap<(String, &ChangeRecord), Vec<usize>> = BTreeMap::new();
        for stack in &self.stacks {
            let name = format!("{}/{}", stack.environment, stack.stack);
            for change in &stack.changes {
                let lanes = lanes.entry((name.clone(), change)).or_default();
                lanes.push(stack.lane);
            }
        }
        if lanes.is_empty() {
            return vec![vec!["none".to_owned()]];
        }
        let rows = lanes.into_iter().map(|((stack, change), lanes)| {
            let mut row = vec![stack, change.action.to_owned(), change.address.clone()];
            if lanes.len() < self.lanes.len() {
                let names: Vec<String> = lanes.iter().map(|it| self.lane_name(*it)).collect();
                row.push(format!("only with {}", names.join(", ")));
            }
            row
        });
        rows.collect()
    }

    fn module_rows(&self) -> Vec<Vec<String>> {
        let mut by_module: BTreeMap<&str, Vec<&ModuleRecord>> = BTreeMap::new();
        for record in &self.modules {
            by_module.entry(&record.module).or_default().push(record);
        }
        let header = ["module".to_owned()].into_iter();
        let header = header.chain(self.lanes.iter().map(|lane| lane.name.clone()));
        let mut rows = vec![header.collect()];
        rows.extend(by_module.into_iter().map(|(module, records)| {
            let cells = (0..self.lanes.len()).map(|lane| {
                let record = records.iter().find(|it| it.lane == lane);
                record.map_or_else(|| "-".to_owned(), |it| tests(it))
            });
            [module.to_owned()].into_iter().chain(cells).collect()
        }));
        rows
    }

    /// What was proved of a promotion, if there was one.
    fn promotion(&self) -> &'static str {
        let mut steps = self.stacks.iter().flat_map(|it| &it.steps);
        if steps.any(|it| it.step == Step::Promote) {
            ", as it is and with the other side as the primary; with the cloud back, all stacks of the promoted environment were applied, without loss of data"
        } else {
            ""
        }
    }

    /// What was proved, and what was not.
    fn claim(&self, accepted: bool) -> String {
        let versions = self
            .lanes
            .iter()
            .map(|lane| lane.providers.join(", "))
            .collect::<Vec<_>>()
            .join(" and ");
        if !accepted {
            return format!("not proved: see the findings; against {versions}\n");
        }
        let Some(terraform) = &self.terraform else {
            let reason = self.not_run.as_deref().unwrap_or("it was not asked for");
            return format!(
                "proved: every block and argument fits the schemas of {versions}\n\
                 not proved: that Terraform accepts it, because {reason}\n"
            );
        };
        let mut done = vec![
            "planned",
            "applied",
            "planned again without changes",
            "destroyed",
        ];
        if self.from.is_some() {
            done.insert(
                0,
                "planned over the state of the old tree without loss of data",
            );
        }
        let outage = self.outage.as_deref().map_or_else(String::new, |cloud| {
            format!(
                ", and with {cloud} down every stack that must still work was planned and applied{}",
                self.promotion()
            )
        });
        let left_out = match self.module_tests_left_out {
            0 => String::new(),
            1 => "not proved: what the tests of one module say, which were left out\n".to_owned(),
            modules => format!(
                "not proved: what the tests of {modules} modules say, which were left out\n"
            ),
        };
        format!(
            "proved: accepted by {terraform} against {versions} (simulated): {}{outage}\n\
             {left_out}not proved: that a cloud accepts it; simulated providers know what schemas say, not quotas, permissions or capacity\n",
            done.join(", ")
        )
    }
}

fn cell(stack: &StackRecord, step: Step) -> String {
    let Some(record) = stack.steps.iter().find(|it| it.step == step) else {
        return "-".to_owned();
    };
    match record.outcome {
        Outcome::Passed => passed(record),
        Outcome::Failed => "FAILED".to_owned(),
        Outcome::Unreachable => "down".to_owned(),
    }
}

fn passed(record: &StepRecord) -> String {
    match (record.step, record.counts) {
        (Step::Replan, _) => "empty".to_owned(),
        (
            _,
            Some(ChangeCounts {
                add,
                change,
                remove,
            }),
        ) => {
            let parts = [("+", add), ("~", change), ("-", remove)];
            let parts = parts.iter().filter(|(_, count)| *count > 0);
            let text: Vec<String> = parts
                .map(|(sign, count)| format!("{sign}{count}"))
                .collect();
            if text.is_empty() {
                "no change".to_owned()
            } else {
                text.join(" ")
            }
        }
        _ => "ok".to_owned(),
    }
}

fn tests(record: &ModuleRecord) -> String {
    let tests = record.tests;
    let failed = tests.failed + tests.errored;
    if failed > 0 {
        format!("{failed} FAILED")
    } else {
        format!("{} passed", tests.passed)
    }
}

/// Rows as lines, each column as wide as its widest cell.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:<width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::LaneRecord;
    use crate::terraform::TestCounts;

    fn change(action: &'static str, address: &str) -> ChangeRecord {
        ChangeRecord {
            action,
            address: address.to_owned(),
        }
    }

    fn record() -> Record {
        let step = |step, outcome, counts| StepRecord {
            step,
            outcome,
            counts,
        };
        let counts = |add, remove| {
            Some(ChangeCounts {
                add,
                change: 0,
                remove,
            })
        };
        Record {
            terraform: Some("Terraform 1.11.4".to_owned()),
            lanes: vec![
                LaneRecord {
                    name: "oldest".to_owned(),
                    providers: vec!["aws 5.100.0".to_owned(), "google 7.41.0".to_owned()],
                },
                LaneRecord {
                    name: "newest".to_owned(),
                    providers: vec!["aws 6.69.1".to_owned(), "google 8.7.0".to_owned()],
                },
            ],
            offline: OfflineRecord {
                blocks: 120,
                arguments: 900,
                ..OfflineRecord::default()
            },
            stacks: vec![
                StackRecord {
                    environment: "production".to_owned(),
                    stack: "aws".to_owned(),
                    lane: 0,
                    steps: vec![
                        step(Step::Init, Outcome::Passed, None),
                        step(Step::Plan, Outcome::Passed, counts(93, 0)),
                        step(Step::Replan, Outcome::Passed, counts(0, 0)),
                        step(Step::Outage, Outcome::Unreachable, None),
                        step(Step::Destroy, Outcome::Passed, counts(0, 93)),
                    ],
                    changes: vec![change("replace", "aws_db_instance.this")],
                },
                StackRecord {
                    environment: "production".to_owned(),
                    stack: "gcp".to_owned(),
                    lane: 1,
                    steps: vec![step(Step::Init, Outcome::Failed, None)],
                    changes: vec![],
                },
            ],
            modules: vec![ModuleRecord {
                module: "aws-vpc".to_owned(),
                lane: 0,
                tests: TestCounts {
                    passed: 4,
                    ..TestCounts::default()
                },
            }],
            ..Record::default()
        }
    }

    #[test]
    fn a_record_reads_as_tables_and_a_claim() {
        insta::assert_snapshot!(record().to_text(true));
    }

    #[test]
    fn every_change_over_an_old_tree_is_listed() {
        let mut record = record();
        assert!(!record.to_text(true).contains("changes over"));
        record.from = Some("old.yaml".to_owned());
        let text = record.to_text(true);
        let expected = "\nchanges over old.yaml:\n\
                        production/aws  replace  aws_db_instance.this  only with oldest\n";
        assert!(text.contains(expected), "{text}");
        let mut other = record.stacks[0].clone();
        other.lane = 1;
        record.stacks.push(other);
        let text = record.to_text(true);
        let expected = "production/aws  replace  aws_db_instance.this\n\n";
        assert!(text.contains(expected), "{text}");
        for stack in &mut record.stacks {
            stack.changes.clear();
        }
        assert!(
            record
                .to_text(true)
                .contains("changes over old.yaml:\nnone\n")
        );
    }

    #[test]
    fn tests_that_were_left_out_are_said_to_be() {
        assert!(!record().to_text(true).contains("left out"));
        for (modules, words) in [(1, "of one module say"), (2, "of 2 modules say")] {
            let text = Record {
                module_tests_left_out: modules,
                ..record()
            }
            .to_text(true);
            let line = format!("\nnot proved: what the tests {words}, which were left out\n");
            assert!(text.contains(&line), "{text}");
        }
    }

    #[test]
    fn what_was_not_proved_is_not_claimed() {
        let refused = record().to_text(false);
        assert!(!refused.contains("\nproved:"), "{refused}");
        let offline = Record {
            terraform: None,
            not_run: Some("`terraform` is not on the path".to_owned()),
            ..record()
        };
        let text = offline.to_text(true);
        assert!(
            text.contains(
                "not proved: that Terraform accepts it, because `terraform` is not on the path"
            ),
            "{text}"
        );
        assert!(!text.contains("applied"), "{text}");
    }
}
