use crate::{
    Diagnostics, Rule, Severity, SourceMap, render_github, render_json, render_sarif, render_text,
};

/// A way to write findings down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person, see [`render_text`].
    Text,
    /// For a program, see [`render_json`].
    Json,
    /// For a code scanning service, see [`render_sarif`].
    Sarif,
    /// For the log of a GitHub workflow, see [`render_github`].
    Github,
}

/// What the renderers want to know besides the findings.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions<'a> {
    /// Whether text holds ANSI colours.
    pub colour: bool,
    /// The whole rule book; SARIF describes all rules, broken or not.
    pub rules: &'a [&'static Rule],
    /// The version of mcgen.
    pub tool_version: &'a str,
}

impl Format {
    /// Writes findings in this format.
    pub fn render(
        self,
        diagnostics: &Diagnostics,
        sources: &SourceMap,
        options: &RenderOptions<'_>,
    ) -> String {
        match self {
            Self::Text => render_text(diagnostics, sources, options.colour),
            Self::Json => render_json(diagnostics, sources),
            Self::Sarif => render_sarif(diagnostics, sources, options.rules, options.tool_version),
            Self::Github => render_github(diagnostics, sources),
        }
    }
}

/// Counts findings in words: `3 errors, 1 warning, 1 waived`, or `no findings`.
pub fn summary(diagnostics: &Diagnostics) -> String {
    let part = |severity, one: &str, many: &str| match diagnostics.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts = [
        part(Severity::Error, "error", "errors"),
        part(Severity::Warning, "warning", "warnings"),
        part(Severity::Waived, "waived", "waived"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "no findings".to_owned()
    } else {
        parts.join(", ")
    }
}
