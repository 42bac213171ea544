use std::fmt::Write as _;

use crate::excerpt::visible_controls;
use crate::place::{Place, Places};
use crate::{Diagnostic, Diagnostics, Severity, SourceMap};

/// Renders findings as GitHub workflow commands, one line each, which GitHub shows as annotations
/// on the lines of a pull request. A waived finding is a notice.
///
/// Paths are written as given, so they should be relative to the root of the repository.
pub fn render_github(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let places = Places::new(diagnostics, sources);
    diagnostics
        .iter()
        .map(|diagnostic| command(diagnostic, &places))
        .collect()
}

fn command(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Waived => "notice",
    };
    let mut properties = places
        .find(diagnostic.span())
        .map_or_else(String::new, |place| place_properties(&place));
    let title = format!("{} {}", diagnostic.rule.code, diagnostic.rule.slug);
    properties.push_str("title=");
    properties.push_str(&escape_property(&title));
    let message = escape_data(&message(diagnostic, places));
    format!("::{name} {properties}::{message}\n")
}

fn place_properties(place: &Place<'_, '_>) -> String {
    let path = place.lines.path;
    let file = escape_property(path.strip_prefix("./").unwrap_or(path));
    let (start, end) = (place.start, place.visible_end());
    let mut text = format!("file={file},line={},", start.line);
    // GitHub takes columns only when the annotation stays on one line.
    if start.line == end.line {
        let _ = write!(text, "col={},", start.column);
    }
    let _ = write!(text, "endLine={},", end.line);
    if start.line == end.line {
        let _ = write!(text, "endColumn={},", end.column);
    }
    text
}

fn message(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let mut lines = vec![diagnostic.rule.summary.to_owned()];
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let place = places.find(label.span).filter(|_| index > 0);
        lines.push(match place {
            Some(Place { lines, start, .. }) => {
                let (path, line, column) = (lines.path, start.line, start.column);
                format!("{path}:{line}:{column}: {}", label.text)
            }
            None => label.text.clone(),
        });
    }
    lines.extend(diagnostic.reason.clone());
    let mut remark = |name: &str, text: Option<&str>| {
        let text = text.filter(|text| !text.is_empty());
        lines.extend(text.map(|text| format!("{name}: {text}")));
    };
    remark("environment", diagnostic.environment.as_deref());
    remark("waiver", diagnostic.waiver.as_deref());
    remark("help", Some(&diagnostic.help));
    lines.retain(|line| !line.is_empty());
    // Values of a user are part of the message; the log shows it on a terminal of its own.
    visible_controls(&lines.join("\n"))
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_keeps_colons_and_commas() {
        assert_eq!(escape_data("50%: a,\r\nb"), "50%25: a,%0D%0Ab");
    }

    #[test]
    fn properties_escape_colons_and_commas_too() {
        assert_eq!(escape_property("c:\\a,b%0A.yaml"), "c%3A\\a%2Cb%250A.yaml");
    }
}
