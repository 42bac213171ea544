//! What was found, before it is known at which versions.

use std::collections::BTreeMap;
use std::rc::Rc;

use mcgen_diagnostics::{Diagnostic, Rule};
use mcgen_hcl::syntax::Span;

use super::module::Place;

/// A finding at one end of the version ranges.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) rule: &'static Rule,
    pub(super) place: Place,
    /// What stands there.
    pub(super) label: String,
    pub(super) reason: Option<String>,
    pub(super) help: Option<String>,
    /// Another place that it is about.
    pub(super) related: Option<(Place, String)>,
    /// The provider whose schema says so.
    pub(super) provider: Option<Rc<FromProvider>>,
    /// Milder than the rule.
    pub(super) is_warning: bool,
}

/// The provider behind a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FromProvider {
    /// `hashicorp/aws`.
    pub(super) address: String,
    /// The version, in words.
    pub(super) version: String,
    /// The module says which versions it takes.
    pub(super) is_constrained: bool,
    /// The module takes any later version.
    pub(super) is_open: bool,
}

impl Finding {
    pub(super) fn new(rule: &'static Rule, place: Place, label: impl Into<String>) -> Self {
        Self {
            rule,
            place,
            label: label.into(),
            reason: None,
            help: None,
            related: None,
            provider: None,
            is_warning: false,
        }
    }

    pub(super) fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn meant(self, suggestion: Option<&str>) -> Self {
        match suggestion {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    fn key(&self) -> (&'static str, Place, &str) {
        (self.rule.code, self.place, &self.label)
    }

    /// The finding as it holds at these versions; nothing where it is not sure.
    fn at(self, versions: &[&FromProvider]) -> Option<Diagnostic> {
        let is_guess = matches!(versions, [only] if !only.is_constrained);
        (!is_guess || self.holds_at_other_versions()).then(|| self.diagnostic(versions))
    }

    /// Whether the finding probably holds at every version, although it is known of one only and nothing says which
    /// version is meant: names and forms change with a major version, a mistyped name does not become right.
    fn holds_at_other_versions(&self) -> bool {
        let has_near_name = self
            .help
            .as_ref()
            .is_some_and(|it| it.starts_with("did you mean"));
        match self.rule.code {
            "TF-001" | "TF-012" | "TF-013" => has_near_name,
            "TF-003" | "TF-004" => false,
            _ => true,
        }
    }

    fn diagnostic(self, versions: &[&FromProvider]) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.rule).at(span(self.place), self.label);
        if let Some((place, text)) = self.related {
            diagnostic = diagnostic.at(span(place), text);
        }
        let at = versions.first().map(|first| {
            let name = first.address.rsplit('/').next().unwrap_or_default();
            let versions: Vec<&str> = versions.iter().map(|it| it.version.as_str()).collect();
            format!("checked against {name} {}", versions.join(" and "))
        });
        let reason = match (self.reason, at) {
            (Some(reason), Some(at)) => Some(format!("{reason} ({at})")),
            (reason, at) => reason.or(at),
        };
        if let Some(reason) = reason {
            diagnostic = diagnostic.because(reason);
        }
        if let Some(help) = self.help {
            diagnostic = diagnostic.help(help);
        }
        if self.is_warning {
            diagnostic = diagnostic.as_warning();
        }
        diagnostic
    }
}

pub(super) fn span(place: Place) -> mcgen_diagnostics::Span {
    let Span { start, end } = place.span;
    mcgen_diagnostics::Span {
        source: place.source,
        start,
        end,
    }
}

/// The findings of both ends as one: each names the versions at which it holds. What holds at one end alone is dropped
/// where nothing says which versions are meant.
pub(super) fn join(oldest: Vec<Finding>, newest: Option<Vec<Finding>>) -> Vec<Diagnostic> {
    let Some(newest) = newest else {
        let alone = oldest.into_iter().filter_map(|finding| {
            let versions = finding.provider.clone();
            let versions: Vec<&FromProvider> = versions.iter().map(|it| &**it).collect();
            finding.at(&versions)
        });
        return alone.collect();
    };
    let mut by_key: BTreeMap<_, (Option<&Finding>, Option<&Finding>)> = BTreeMap::new();
    for finding in &oldest {
        by_key.entry(finding.key()).or_default().0 = Some(finding);
    }
    for finding in &newest {
        by_key.entry(finding.key()).or_default().1 = Some(finding);
    }
    by_key.into_values().filter_map(one_of_both).collect()
}

fn one_of_both(ends: (Option<&Finding>, Option<&Finding>)) -> Option<Diagnostic> {
    let (Some(oldest), Some(newest)) = ends else {
        let mut finding = ends.0.or(ends.1)?.clone();
        let provider = finding.provider.clone()?;
        // A module that takes any later version was written before it: what that version took away is worth a word,
        // and is no mistake in the module as it is used.
        finding.is_warning |= ends.0.is_none() && provider.is_open;
        return provider
            .is_constrained
            .then(|| finding.diagnostic(&[&provider]));
    };
    let mut versions: Vec<&FromProvider> = Vec::new();
    versions.extend(oldest.provider.as_deref());
    if newest.provider != oldest.provider {
        versions.extend(newest.provider.as_deref());
    }
    newest.clone().at(&versions)
}
