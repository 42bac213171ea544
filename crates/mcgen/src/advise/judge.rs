//! What one way lacks of what a team needs.

use mcgen_diagnostics::{Diagnostic, Severity};
use mcgen_model::catalog::strategies::StrategyOption;
use mcgen_model::{ConflictOutcome, DataSharing, Date, Duration, Loss, Needs, WritePattern};

use crate::{Estate, FirstFile, RenderError};

/// Findings of these families about the first file are about the needs themselves: where data may live,
/// and what a failover takes. They count whatever their severity.
const ABOUT_NEEDS: [&str; 8] = [
    "NET-042", "NET-043", "NET-044", "NET-045", "NET-046", "NET-047", "DR-001", "DR-002",
];

/// A need that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// The key of the need: `survive`; the code of a rule where the rule book says so.
    pub need: String,
    /// Why it is not met.
    pub reason: String,
}

impl Shortfall {
    fn new(need: &str, reason: String) -> Self {
        Self {
            need: need.to_owned(),
            reason,
        }
    }

    /// Whether the way is for other data or another engine altogether.
    pub(super) fn is_another_thing(&self) -> bool {
        self.need == "data" || self.need == "engine"
    }
}

/// What `option` lacks of `needs` by what it is.
pub(super) fn by_nature(option: &StrategyOption, needs: &Needs) -> Vec<Shortfall> {
    let mut found = Vec::new();
    let mut lacks = |need: &str, reason: String| found.push(Shortfall::new(need, reason));
    let shared = needs.data.value == DataSharing::Shared;
    if shared && option.data == DataSharing::Separate {
        lacks("data", "the two databases share nothing".to_owned());
    }
    if !shared && option.data == DataSharing::Shared {
        lacks(
            "data",
            "it copies every row to the other cloud, where nobody asks for it".to_owned(),
        );
    }
    if shared && option.survives < needs.survive.value {
        lacks(
            "survive",
            format!(
                "it survives the loss of a {}, not of a {}",
                option.survives, needs.survive
            ),
        );
    }
    if shared && option.writes < needs.writes.value {
        lacks("writes", written(option.writes).to_owned());
    }
    if meets_on_rows(needs) && !is_tolerated(option.conflicts, needs.conflicts.value) {
        lacks("conflicts", outcome(option.conflicts).to_owned());
    }
    if needs.counters.value && !option.counters {
        lacks(
            "counters",
            "of two changes of one balance by an amount, one is lost".to_owned(),
        );
    }
    if !option.engines.contains(&needs.engine.value) {
        lacks("engine", format!("it does not take {}", needs.engine));
    }
    if option.application > needs.application.value {
        lacks(
            "application",
            format!(
                "it asks the application for a change of `{}`",
                option.application
            ),
        );
    }
    for skill in &option.skills {
        if !needs.skills.iter().any(|has| has.value == *skill) {
            lacks("skills", format!("somebody must know `{skill}`"));
        }
    }
    if option.cost > needs.budget.value {
        lacks("budget", format!("its cost is `{}`", option.cost));
    }
    found.extend(times(option, needs));
    found
}

/// Whether both sides may change one row, so that the outcome matters.
fn meets_on_rows(needs: &Needs) -> bool {
    needs.data.value == DataSharing::Shared && needs.writes.value == WritePattern::AnyRow
}

fn is_tolerated(outcome: ConflictOutcome, tolerated: ConflictOutcome) -> bool {
    outcome == ConflictOutcome::None || outcome == tolerated
}

fn written(pattern: WritePattern) -> &'static str {
    match pattern {
        WritePattern::OneSide => "one side takes all writes",
        WritePattern::OwnRows => "each side may write only rows of its own",
        WritePattern::AnyRow => "both sides may write any row",
    }
}

fn outcome(conflicts: ConflictOutcome) -> &'static str {
    match conflicts {
        ConflictOutcome::None => "one change waits for the other",
        ConflictOutcome::LastWriteWins => {
            "of two changes of one row at the same time, the earlier is lost"
        }
        ConflictOutcome::Application => {
            "two changes of one row at the same time are left to the application"
        }
    }
}

/// Promised times against those that are not summed up from the environment.
fn times(option: &StrategyOption, needs: &Needs) -> Vec<Shortfall> {
    // A smaller loss is survived within one cloud.
    if needs.survive.value < Loss::Cloud {
        return Vec::new();
    }
    let pairs = [
        ("rto", &needs.rto, option.without_writes, "without writes"),
        ("rpo", &needs.rpo, option.writes_lost, "of writes are lost"),
    ];
    let mut found = Vec::new();
    for (need, promised, taken, what) in pairs {
        if let (Some(promised), Some(taken)) = (promised, taken)
            && promised.value.seconds() < taken
        {
            let taken = Duration::from_seconds(taken).in_words();
            found.push(Shortfall::new(need, format!("up to {taken} {what}")));
        }
    }
    found
}

/// What the rule book says of the first file.
pub(super) fn by_the_book(file: &FirstFile, today: Date) -> Result<Vec<Shortfall>, RenderError> {
    let text = file.text()?;
    let findings = match Estate::from_text("first.yaml", &text).check_on(today) {
        Ok(checked) => checked.findings().clone(),
        Err(rejected) => *rejected.0,
    };
    let counts = |finding: &&Diagnostic| {
        finding.severity == Severity::Error || ABOUT_NEEDS.contains(&finding.rule.code)
    };
    let found = findings.diagnostics.iter().filter(counts);
    Ok(found
        .map(|finding| {
            let summary = finding.rule.summary;
            let reason = match &finding.reason {
                Some(reason) => format!("{summary} ({reason})"),
                None => summary.to_owned(),
            };
            Shortfall::new(finding.rule.code, reason)
        })
        .collect())
}
