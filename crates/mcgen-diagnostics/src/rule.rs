use std::fmt;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is rendered until it is mended (or waived by name, where the rule allows that).
    Error,
    /// Rendered all the same; a person should know.
    Warning,
    /// A finding that a named waiver accepts.
    Waived,
}

impl Severity {
    /// The name in messages and in JSON: `error`, `warning` or `waived`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Waived => "waived",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where a constraint is documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The title of the page, as a reader would search for it.
    pub title: &'static str,
    /// The public address of the page.
    pub url: &'static str,
}

/// One constraint of the rule book: its identity, its text and its source. How it is checked
/// stands beside its definition, in the crate that can see the values.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The stable code, `FAMILY-NNN`. Never reused.
    pub code: &'static str,
    /// A readable name in kebab case.
    pub slug: &'static str,
    /// The severity of its findings before waivers.
    pub severity: Severity,
    /// A lowercase phrase without user data, the same for every finding of this rule.
    pub summary: &'static str,
    /// What to do about it, in general. A finding may give more exact help.
    pub fix: &'static str,
    /// Background for `mcgen explain`: Markdown, what goes wrong, when, and why.
    pub explain: &'static str,
    /// Where the constraint is documented.
    pub sources: &'static [Reference],
    /// Whether a named waiver in the environment file may accept the finding.
    pub waivable: bool,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}
