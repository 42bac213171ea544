//! Steps as data. A text stands in both languages side by side; `{{ name }}` in it is a fact of the
//! environment.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Language;
use super::facts::Facts;
use crate::RenderError;

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    en: String,
    ko: String,
}

impl Text {
    /// The text in `language`, with the facts filled in.
    pub(super) fn in_words(
        &self,
        language: Language,
        facts: &Facts,
    ) -> Result<String, RenderError> {
        fill(self.raw(language), facts)
    }

    /// The text in `language` as it is written.
    pub(super) fn raw(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Korean => &self.ko,
        }
    }
}

/// One runbook.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Book {
    pub(super) order: u32,
    /// There is one only where each of these facts has the value.
    #[serde(default)]
    pub(super) when: BTreeMap<String, String>,
    /// There is one for each side, whose steps speak of `side` and of the `other` one.
    #[serde(default)]
    pub(super) each_side: bool,
    /// The sides whose databases the commands reach: clouds or roles.
    pub(super) shell: Vec<String>,
    pub(super) title: Text,
    pub(super) purpose: Text,
    pub(super) steps: Vec<Entry>,
}

/// A step of its own, or the steps that are shared under a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    Shared(Reference),
    Step(Box<Step>),
}

/// The name of shared steps.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reference {
    #[serde(rename = "use")]
    id: String,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    #[serde(default)]
    id: Option<String>,
    /// Who does it, a key of the words.
    pub(super) who: String,
    #[serde(default)]
    pub(super) minutes: Option<u32>,
    /// The part of a sum whose time it takes.
    #[serde(default)]
    pub(super) part: Option<String>,
    /// The step is taken only where each of these facts has the value.
    #[serde(default)]
    when: BTreeMap<String, String>,
    pub(super) title: Text,
    pub(super) run: String,
    pub(super) expect: Text,
    #[serde(default)]
    pub(super) note: Option<Text>,
}

/// Steps that several books share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shared {
    steps: Vec<Step>,
}

/// Words that all books share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) labels: BTreeMap<String, Text>,
    pub(super) who: BTreeMap<String, Text>,
    pub(super) shell: Vec<Shell>,
    pub(super) parts: BTreeMap<String, PartWords>,
    /// How sure a figure is.
    pub(super) certainty: BTreeMap<String, Text>,
    /// What is lost in an outage, in Korean, with `{}` for the places; English has the title itself.
    pub(super) extents: BTreeMap<String, String>,
    /// What no sum says, in Korean, with `{}` for the value; English has the sentence itself.
    pub(super) remarks: BTreeMap<String, String>,
    pub(super) readme: BTreeMap<String, Text>,
}

/// What only the README of one strategy says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Readme {
    /// The mechanisms whose steps are written; empty where that is every one.
    #[serde(default)]
    pub(super) mechanisms: Vec<String>,
    pub(super) texts: BTreeMap<String, Text>,
}

/// What a part of a sum is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartWords {
    pub(super) en: String,
    pub(super) ko: String,
    /// What it is, in Korean; English has the basis of the figure itself.
    pub(super) about: String,
}

/// Commands that make a shell ready.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shell {
    /// `aws`, `gcp`, `any`, or another name that the book asks for.
    pub(super) side: String,
    /// It is needed only where each of these facts has the value.
    #[serde(default)]
    when: BTreeMap<String, String>,
    pub(super) text: Text,
    pub(super) run: String,
}

impl Book {
    /// Puts the shared steps in the place of their names.
    pub(super) fn take_in(&mut self, shared: &Shared, path: &str) -> Result<(), RenderError> {
        let mut steps = Vec::new();
        for entry in std::mem::take(&mut self.steps) {
            match entry {
                Entry::Step(_) => steps.push(entry),
                Entry::Shared(Reference { id }) => {
                    let before = steps.len();
                    let named = shared.steps.iter();
                    let named = named.filter(|step| step.id.as_deref() == Some(&id));
                    steps.extend(named.map(|step| Entry::Step(Box::new(step.clone()))));
                    if steps.len() == before {
                        let reason = format!("no shared step is called `{id}`");
                        return Err(RenderError::manifest(path, reason));
                    }
                }
            }
        }
        self.steps = steps;
        Ok(())
    }

    /// The steps that concern the environment of `facts`.
    pub(super) fn steps<'a>(&'a self, facts: &'a Facts) -> impl Iterator<Item = &'a Step> {
        let steps = self.steps.iter().filter_map(|entry| match entry {
            Entry::Step(step) => Some(step.as_ref()),
            Entry::Shared(_) => None,
        });
        steps.filter(|step| facts.are(&step.when))
    }
}

impl Shell {
    /// Whether a shell of a book that reaches `sides` needs it.
    pub(super) fn is_needed(&self, sides: &[String], facts: &Facts) -> bool {
        let reaches = |side: &String| *side == self.side || facts.is(side, &self.side);
        (self.side == "any" || sides.iter().any(reaches)) && facts.are(&self.when)
    }
}

/// Puts the facts in the place of their names.
pub(super) fn fill(text: &str, facts: &Facts) -> Result<String, RenderError> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{ ") {
        let (name, after) = after.split_once(" }}").unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(facts.value(name)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}
