//! Where a line of a rendered file came from.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use camino::Utf8Path;
use mcgen_diagnostics::{Label, SourceId, SourceMap, Span};

/// The template of a rendered file: its path and its text.
pub type Template<'a> = (&'a str, &'a str);

/// Finds the template of the rendered file at a path.
pub type TemplateOf<'a> = dyn Fn(&Utf8Path) -> Option<Template<'a>> + Sync + 'a;

/// What is known of the way to a rendered file.
pub(crate) struct Origins<'a> {
    /// The template of the rendered file at a path.
    pub(crate) template_of: &'a TemplateOf<'a>,
    /// The environment files.
    pub(crate) inputs: Vec<SourceId>,
    /// The texts that have a number already.
    known: RefCell<BTreeMap<String, SourceId>>,
}

impl<'a> Origins<'a> {
    pub(crate) fn new(template_of: &'a TemplateOf<'a>, inputs: Vec<SourceId>) -> Self {
        Self {
            template_of,
            inputs,
            known: RefCell::default(),
        }
    }

    /// The number of a text, the same at every call.
    pub(crate) fn source(&self, path: &str, text: &str, sources: &mut SourceMap) -> SourceId {
        let mut known = self.known.borrow_mut();
        *known
            .entry(path.to_owned())
            .or_insert_with(|| sources.add(path, text))
    }

    /// The template and the value in an environment file that led to a place in a rendered file.
    /// `seen` are the values that Terraform saw there, beside the text of the place itself.
    pub(crate) fn labels<'v>(
        &self,
        path: &Utf8Path,
        text: &'v str,
        range: Range<usize>,
        seen: impl IntoIterator<Item = &'v str>,
        sources: &mut SourceMap,
    ) -> Vec<Label> {
        let written = text.get(range.clone()).unwrap_or_default();
        let value = std::iter::once(written)
            .chain(seen)
            .filter_map(|it| it.strip_prefix('"')?.strip_suffix('"'))
            .find_map(|value| self.value(value, sources));
        let template = self.template(path, text, range.start, sources);
        let label = |span, text: &str| Label {
            span,
            text: text.to_owned(),
        };
        let template = template.map(|span| label(span, "rendered from here"));
        let value = value.map(|span| label(span, "the value comes from here"));
        template.into_iter().chain(value).collect()
    }

    /// The one place in the environment files where `value` stands as a whole value.
    fn value(&self, value: &str, sources: &SourceMap) -> Option<Span> {
        if value.is_empty() {
            return None;
        }
        let mut found = None;
        for id in &self.inputs {
            let text = &sources.get(*id)?.text;
            for (start, _) in text.match_indices(value) {
                let before = text[..start].chars().next_back();
                let after = text[start + value.len()..].chars().next();
                let is_whole =
                    before.is_none_or(|it| !continues(it)) && after.is_none_or(|it| !continues(it));
                if is_whole
                    && found
                        .replace(Span::new(*id, start, start + value.len()))
                        .is_some()
                {
                    return None;
                }
            }
        }
        found
    }

    /// The one line of the template that reads as the line of the rendered file at `offset`.
    fn template(
        &self,
        path: &Utf8Path,
        text: &str,
        offset: usize,
        sources: &mut SourceMap,
    ) -> Option<Span> {
        let (template_path, template) = (self.template_of)(path)?;
        let wanted = squeezed(line_at(text, offset));
        let mut found = None;
        let mut start = 0;
        for line in template.split_inclusive('\n') {
            if squeezed(line) == wanted {
                let indent = line.len() - line.trim_start().len();
                let range = (start + indent, start + line.trim_end().len());
                if found.replace(range).is_some() {
                    return None;
                }
            }
            start += line.len();
        }
        let (start, end) = found?;
        let id = self.source(template_path, template, sources);
        Some(Span::new(id, start, end))
    }
}

/// Whether a character belongs to a longer value.
fn continues(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '.' | '-' | '_' | '/')
}

fn line_at(text: &str, offset: usize) -> &str {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |at| offset + at);
    &text[start..end]
}

/// A line without the blanks that the formatter moves.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins<'a>(template_of: &'a TemplateOf<'a>, inputs: Vec<SourceId>) -> Origins<'a> {
        Origins::new(template_of, inputs)
    }

    #[test]
    fn a_value_is_found_where_it_stands_alone_and_once() {
        let mut sources = SourceMap::default();
        let text =
            "class: db.m6g.large\nother: db.m6g.large2\ncidr: 10.0.0.0/16\npods: 10.0.0.0/16\n";
        let id = sources.add("a.yaml", text);
        let none = |_: &Utf8Path| None;
        let origins = origins(&none, vec![id]);
        assert_eq!(
            origins.value("db.m6g.large", &sources),
            Some(Span::new(id, 7, 19))
        );
        assert_eq!(origins.value("10.0.0.0/16", &sources), None);
        assert_eq!(origins.value("nothing", &sources), None);
    }

    #[test]
    fn a_rendered_line_leads_to_the_line_of_the_template() {
        let mut sources = SourceMap::default();
        let template = "{% if x %}\n  cidr_block = var.cidr\n{% endif %}\n";
        let of = move |_: &Utf8Path| Some(("aws/aws-vpc/main.tf.j2", template));
        let origins = origins(&of, Vec::new());
        let text = "resource \"a\" \"b\" {\n  cidr_block         = var.cidr\n}\n";
        let span = origins
            .template(
                Utf8Path::new("modules/aws-vpc/main.tf"),
                text,
                25,
                &mut sources,
            )
            .unwrap();
        assert_eq!(
            &template[span.start as usize..span.end as usize],
            "cidr_block = var.cidr"
        );
    }
}
