//! What Terraform says with `-json`: one message a line, or one document for `validate`.

use serde::{Deserialize, Serialize};

/// A place in a file, as Terraform counts: bytes from 0.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Position {
    pub(crate) byte: usize,
}

/// A range in a file that is named from the folder of the command.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Range {
    pub(crate) filename: String,
    pub(crate) start: Position,
    pub(crate) end: Position,
}

/// A name and its value in an expression that failed: `var.cidr`, `is "10.0.0.0/8"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ExpressionValue {
    pub(crate) traversal: String,
    pub(crate) statement: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Snippet {
    #[serde(default)]
    pub(crate) values: Vec<ExpressionValue>,
}

/// An error or a warning of Terraform or of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct TerraformDiagnostic {
    pub(crate) severity: String,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) detail: String,
    pub(crate) address: Option<String>,
    pub(crate) range: Option<Range>,
    pub(crate) snippet: Option<Snippet>,
}

impl TerraformDiagnostic {
    pub(crate) fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

/// What a plan does with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Action {
    /// Left as it is, or only read.
    #[serde(
        alias = "noop",
        alias = "read",
        alias = "import",
        alias = "open",
        alias = "renew",
        alias = "close"
    )]
    Keep,
    /// Known by another address from now on.
    Move,
    Create,
    Update,
    /// Destroyed and made again, in one order or the other.
    Replace,
    /// No longer managed, and left alone in the cloud.
    #[serde(rename = "remove", alias = "forget")]
    Forget,
    Delete,
}

impl Action {
    /// The word for it.
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Self::Keep => "read",
            Self::Move => "move",
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Forget => "forget",
            Self::Delete => "destroy",
        }
    }
}

/// One object that a plan changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) address: String,
    pub(crate) resource_type: String,
    pub(crate) action: Action,
    /// The former address of an object that is moved.
    pub(crate) moved_from: Option<String>,
}

/// How many objects a command added, changed and destroyed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ChangeCounts {
    /// Objects made, replaced ones included.
    pub add: usize,
    /// Objects changed in place.
    pub change: usize,
    /// Objects destroyed, replaced ones included.
    pub remove: usize,
}

/// How the runs of `terraform test` ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct TestCounts {
    /// Every assertion held.
    pub passed: usize,
    /// An assertion did not hold.
    pub failed: usize,
    /// The run itself failed.
    pub errored: usize,
    /// Not run, because an earlier one failed.
    pub skipped: usize,
}

/// Everything a command said that mcgen reads.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    pub(crate) diagnostics: Vec<TerraformDiagnostic>,
    pub(crate) planned: Vec<Change>,
    /// What changed in the cloud since the state was written.
    pub(crate) drift: Vec<Change>,
    pub(crate) counts: Option<ChangeCounts>,
    pub(crate) tests: Option<TestCounts>,
    /// Lines that are no messages: what Terraform says before it knows that it should write JSON.
    pub(crate) other: Vec<String>,
}

#[derive(Deserialize)]
struct RawResource {
    addr: String,
    resource_type: String,
}

#[derive(Deserialize)]
struct RawChange {
    resource: RawResource,
    previous_resource: Option<RawResource>,
    action: Action,
}

impl From<RawChange> for Change {
    fn from(raw: RawChange) -> Self {
        Self {
            address: raw.resource.addr,
            resource_type: raw.resource.resource_type,
            action: raw.action,
            moved_from: raw.previous_resource.map(|it| it.addr),
        }
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Message {
    Diagnostic {
        diagnostic: TerraformDiagnostic,
    },
    PlannedChange {
        change: RawChange,
    },
    ResourceDrift {
        change: RawChange,
    },
    ChangeSummary {
        changes: ChangeCounts,
    },
    TestSummary {
        test_summary: TestCounts,
    },
    #[serde(other)]
    Other,
}

impl Messages {
    /// Reads the output of a command that was asked for `-json`.
    pub(crate) fn read(stdout: &str) -> Self {
        let mut messages = Self::default();
        for line in stdout.lines().filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str(line) {
                Ok(message) => messages.add(message),
                Err(_) => messages.other.push(line.to_owned()),
            }
        }
        // Terraform tells of changes as it comes to them, in another order each time.
        let by_address = |one: &Change, other: &Change| one.address.cmp(&other.address);
        messages.planned.sort_by(by_address);
        messages.drift.sort_by(by_address);
        messages
    }

    fn add(&mut self, message: Message) {
        match message {
            Message::Diagnostic { diagnostic } => self.diagnostics.push(diagnostic),
            Message::PlannedChange { change } => self.planned.push(change.into()),
            Message::ResourceDrift { change } => self.drift.push(change.into()),
            Message::ChangeSummary { changes } => self.counts = Some(changes),
            Message::TestSummary { test_summary } => self.tests = Some(test_summary),
            Message::Other => {}
        }
    }

    /// Reads the output of `validate -json`, which is one document.
    pub(crate) fn read_validation(stdout: &str) -> Self {
        #[derive(Deserialize)]
        struct Document {
            diagnostics: Vec<TerraformDiagnostic>,
        }
        match serde_json::from_str::<Document>(stdout) {
            Ok(document) => Self {
                diagnostics: document.diagnostics,
                ..Self::default()
            },
            Err(_) => Self {
                other: stdout.lines().map(str::to_owned).collect(),
                ..Self::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_plan_says_is_read_line_by_line() {
        let messages = Messages::read(concat!(
            "Initializing...\n\n",
            r#"{"@level":"info","type":"version","terraform":"1.11.4","ui":"1.2"}"#,
            "\n",
            r#"{"type":"planned_change","change":{"resource":{"addr":"module.a.aws_vpc.this","resource_type":"aws_vpc"},"action":"replace","reason":"cannot_update"}}"#,
            "\n",
            r#"{"type":"planned_change","change":{"resource":{"addr":"aws_vpc.b","resource_type":"aws_vpc"},"previous_resource":{"addr":"aws_vpc.a","resource_type":"aws_vpc"},"action":"move"}}"#,
            "\n",
            r#"{"type":"resource_drift","change":{"resource":{"addr":"aws_vpc.b","resource_type":"aws_vpc"},"action":"delete"}}"#,
            "\n",
            r#"{"type":"change_summary","changes":{"add":1,"change":0,"import":0,"remove":1,"operation":"plan"}}"#,
            "\n",
            r#"{"type":"diagnostic","diagnostic":{"severity":"error","summary":"No","range":{"filename":"main.tf","start":{"line":1,"column":1,"byte":0},"end":{"line":1,"column":3,"byte":2}},"snippet":{"code":"x","values":[{"traversal":"var.a","statement":"is \"x\""}]}}}"#,
            "\n",
        ));
        assert_eq!(messages.other, ["Initializing..."]);
        let actions: Vec<_> = messages.planned.iter().map(|it| it.action).collect();
        // By address, whatever the order in which they were told.
        assert_eq!(actions, [Action::Move, Action::Replace]);
        assert_eq!(messages.planned[0].moved_from.as_deref(), Some("aws_vpc.a"));
        assert_eq!(messages.drift[0].action, Action::Delete);
        assert_eq!(messages.counts.unwrap().remove, 1);
        let [diagnostic] = &messages.diagnostics[..] else {
            panic!("{:?}", messages.diagnostics)
        };
        assert!(diagnostic.is_error());
        assert_eq!(diagnostic.range.as_ref().unwrap().end.byte, 2);
        assert_eq!(
            diagnostic.snippet.as_ref().unwrap().values[0].traversal,
            "var.a"
        );
    }

    #[test]
    fn every_action_of_terraform_is_known() {
        for action in [
            "noop", "create", "read", "update", "replace", "delete", "move", "import", "remove",
            "forget",
        ] {
            let read: Result<Action, _> = serde_json::from_str(&format!("\"{action}\""));
            assert!(read.is_ok(), "{action}: {read:?}");
        }
    }

    #[test]
    fn what_validate_says_is_one_document() {
        let messages = Messages::read_validation(
            r#"{"valid":false,"diagnostics":[{"severity":"warning","summary":"Old"}]}"#,
        );
        assert!(!messages.diagnostics[0].is_error());
        assert_eq!(Messages::read_validation("no JSON").other, ["no JSON"]);
    }
}
