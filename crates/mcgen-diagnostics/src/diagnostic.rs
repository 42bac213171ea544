use crate::{Rule, Severity, SourceMap, SourceOffset, Span, Spanned};

/// A place and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, in a few words.
    pub text: String,
}

/// One finding: a rule, the values concerned, the reason and the next step.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The severity after waivers.
    pub severity: Severity,
    /// The value itself first, then every other value it clashes with.
    pub labels: Vec<Label>,
    /// Why these values break the rule, with the numbers.
    pub reason: Option<String>,
    /// The next step; the rule's general fix when a finding has nothing more exact.
    pub help: String,
    /// The environment (`project/environment`) it belongs to, when that is known; several, separated
    /// by commas, when it stands in a file that they all extend.
    pub environment: Option<String>,
    /// Whether a named waiver may accept it: as the rule says, but never where going on would drop
    /// what a person wrote.
    pub waivable: bool,
    /// The reason that a waiver in the environment file gives.
    pub waiver: Option<String>,
}

impl Diagnostic {
    /// A finding of `rule`, still without a place.
    pub fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: rule.severity,
            labels: Vec::new(),
            reason: None,
            help: rule.fix.to_owned(),
            environment: None,
            waivable: rule.waivable,
            waiver: None,
        }
    }

    /// Points at `span`. The first label is the primary one.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Points at a value, and says so when the value is a default that nobody wrote.
    #[must_use]
    pub fn at_value<T>(self, value: &Spanned<T>, text: impl Into<String>) -> Self {
        let text = text.into();
        let text = if value.given {
            text
        } else {
            format!("{text} (by default)")
        };
        self.at(value.span, text)
    }

    /// Says why.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Says what to do, more exactly than the rule's general fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Lowers the finding to a warning: the milder half of a rule whose other half is an error.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    fn add_environment(&mut self, other: Option<String>) {
        match (&mut self.environment, other) {
            (Some(own), Some(other)) if !own.split(", ").any(|it| it == other) => {
                own.push_str(", ");
                own.push_str(&other);
            }
            (own @ None, other) => *own = other,
            _ => {}
        }
    }

    /// The primary place, [`Span::NOWHERE`] when the finding has none.
    pub fn span(&self) -> Span {
        self.labels
            .first()
            .map_or(Span::NOWHERE, |label| label.span)
    }
}

/// Findings, collected on the way and sorted when shown.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// The same findings after the texts that they point into were appended to another map.
    #[must_use]
    pub fn moved(mut self, offset: SourceOffset) -> Self {
        for label in self.list.iter_mut().flat_map(|it| &mut it.labels) {
            label.span = label.span.moved(offset);
        }
        self
    }

    /// Adds all findings of another collection.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Keeps the findings that `keep` says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// The findings in their present order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The findings, to be changed (waivers do so).
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Whether an error stands in the way of rendering.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is nothing to say at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Sorts by file, place and code, and drops exact repetitions. A finding that several
    /// environments share, because it stands in a file that they extend, is kept once and names
    /// them all. Findings without a place come first. The order does not depend on the order in
    /// which findings were pushed.
    pub fn sort(&mut self, sources: &SourceMap) {
        self.list.sort_by(|a, b| {
            sort_key(a, sources)
                .cmp(&sort_key(b, sources))
                .then_with(|| a.environment.cmp(&b.environment))
        });
        self.list.dedup_by(|repeated, kept| {
            let same = sort_key(repeated, sources) == sort_key(kept, sources);
            if same {
                kept.add_environment(repeated.environment.take());
            }
            same
        });
    }
}

/// Everything a finding shows besides its environment, the most telling first. The place of the source id comes after the
/// path: ids follow the order of reading, which is not part of the findings.
fn sort_key<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> impl Ord + 'a {
    let span = diagnostic.span();
    let path = sources.get(span.source).map(|source| source.path.as_str());
    (
        (path, span.start, span.end, span.source),
        diagnostic.rule.code,
        diagnostic.reason.as_deref(),
        diagnostic.labels.as_slice(),
        diagnostic.severity,
        diagnostic.help.as_str(),
        diagnostic.waiver.as_deref(),
    )
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.list.extend(iter);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
