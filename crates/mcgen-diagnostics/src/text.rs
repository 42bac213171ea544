use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet,
};

use crate::excerpt::{Excerpt, Mark, excerpts, visible_controls};
use crate::place::Places;
use crate::{Diagnostic, Diagnostics, Severity, SourceMap};

/// Renders findings for a person at a terminal, one after the other, with the source lines.
///
/// With `colour` the text holds ANSI escape sequences.
pub fn render_text(diagnostics: &Diagnostics, sources: &SourceMap, colour: bool) -> String {
    let places = Places::new(diagnostics, sources);
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&renderer.render(&[report(diagnostic, &places)]));
        text.push('\n');
    }
    text
}

/// What a finding shows of its places.
#[derive(Default)]
struct View<'a> {
    /// The primary place, when its line is too long to be shown.
    origin: Option<Origin<'a>>,
    excerpts: Vec<Excerpt<'a>>,
    /// Labels without source lines.
    notes: Vec<String>,
}

impl<'a> View<'a> {
    fn new(diagnostic: &Diagnostic, places: &Places<'a>) -> Self {
        let mut view = Self::default();
        let mut marks = Vec::new();
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let Some(place) = places.find(label.span) else {
                view.notes.push(label.text.clone());
                continue;
            };
            if let Some(mark) = Mark::new(index, &place) {
                marks.push(mark);
                continue;
            }
            let (path, start) = (place.lines.path, place.start);
            if index == 0 {
                let origin = Origin::path(one_line(path)).line(start.line);
                view.origin = Some(origin.char_column(start.column));
                view.notes.push(label.text.clone());
            } else {
                let (line, column) = (start.line, start.column);
                let note = format!("{path}:{line}:{column}: {}", label.text);
                view.notes.push(note);
            }
        }
        view.excerpts = excerpts(marks);
        view.notes.retain(|note| !note.is_empty());
        view
    }

    /// The label with the carets: the primary one, or else the first that can be shown.
    fn main_label(&self) -> Option<usize> {
        let shown = self.excerpts.iter().flat_map(|excerpt| &excerpt.labels);
        shown.map(|(label, _)| *label).min()
    }
}

fn report<'a>(diagnostic: &Diagnostic, places: &Places<'a>) -> Group<'a> {
    let title = level(diagnostic.severity).primary_title(diagnostic.rule.summary);
    let view = View::new(diagnostic, places);
    let main_label = view.main_label();
    let snippets = view
        .excerpts
        .into_iter()
        .map(|excerpt| snippet(excerpt, diagnostic, main_label));
    let notes = view.notes.iter().map(|note| message(Level::NOTE, note));
    Group::with_title(title.id(diagnostic.rule.code))
        .elements(view.origin)
        .elements(snippets)
        .elements(notes)
        .elements(remarks(diagnostic))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Waived => Level::NOTE.with_name("waived"),
    }
}

fn snippet<'a>(
    excerpt: Excerpt<'a>,
    diagnostic: &Diagnostic,
    main_label: Option<usize>,
) -> Snippet<'a, Annotation<'a>> {
    let annotations = excerpt.labels.into_iter().map(|(index, range)| {
        let kind = if Some(index) == main_label {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let text = one_line(&diagnostic.labels[index].text);
        kind.span(range).label((!text.is_empty()).then_some(text))
    });
    Snippet::source(excerpt.text)
        .path(one_line(excerpt.path))
        .line_start(excerpt.line_start)
        .annotations(annotations)
}

/// The lines below the source: why, where it counts, what to do, where to read on.
fn remarks(diagnostic: &Diagnostic) -> Vec<Message<'static>> {
    let mut remarks = Vec::new();
    let mut remark = |level, text: Option<&str>| {
        let text = text.filter(|text| !text.is_empty());
        remarks.extend(text.map(|text| message(level, text)));
    };
    remark(Level::NOTE, diagnostic.reason.as_deref());
    let environment = Level::NOTE.with_name("environment");
    remark(environment, diagnostic.environment.as_deref());
    let waiver = Level::NOTE.with_name("waiver");
    remark(waiver, diagnostic.waiver.as_deref());
    remark(Level::HELP, Some(&diagnostic.help));
    let explain = format!("mcgen explain {}", diagnostic.rule.code);
    remark(Level::HELP.with_name("explain"), Some(&explain));
    remarks
}

/// Values of a user are part of most messages and must not steer the terminal.
fn message(level: Level<'static>, text: &str) -> Message<'static> {
    level.message(visible_controls(text.trim_end()))
}

/// Labels and paths have one line in the picture.
fn one_line(text: &str) -> String {
    let text = text.trim_end().replace("\r\n", " ").replace('\n', " ");
    visible_controls(&text)
}
