//! The check against the schemas, which needs no Terraform.

use mcgen_diagnostics::{Diagnostics, SourceMap, Span};
use mcgen_schema::check::check_configuration;
use mcgen_schema::{Catalog, CatalogError};

use crate::origin::Origins;
use crate::report::OfflineRecord;
use crate::tree::Tree;

/// Holds every file of the tree against the schemas and adds where a finding came from.
pub(crate) fn check(
    catalog: &Catalog,
    tree: &Tree,
    origins: &Origins<'_>,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Result<OfflineRecord, CatalogError> {
    let files: Vec<(&str, &str)> = tree
        .files()
        .map(|(path, text)| (path.as_str(), text))
        .collect();
    let report = check_configuration(&files, catalog)?;
    let not_checked = report.coverage.not_checked.iter();
    let record = OfflineRecord {
        blocks: report.coverage.blocks,
        arguments: report.coverage.arguments,
        not_checked: not_checked
            .map(|(what, count)| format!("{} ({count}): {}", what.subject, what.reason))
            .collect(),
    };
    if !report.diagnostics.is_empty() {
        let offset = sources.append(report.sources);
        let mut found = report.diagnostics.moved(offset);
        for finding in found.iter_mut() {
            let span = finding.span();
            let more = led_here(span, origins, sources);
            finding.labels.extend(more);
        }
        diagnostics.append(found);
    }
    Ok(record)
}

/// The template and the value that led to a place in a rendered file.
fn led_here(
    span: Span,
    origins: &Origins<'_>,
    sources: &mut SourceMap,
) -> Vec<mcgen_diagnostics::Label> {
    let Some(source) = sources.get(span.source).cloned() else {
        return Vec::new();
    };
    origins.labels(
        source.path.as_str().into(),
        &source.text,
        span.start as usize..span.end as usize,
        [],
        sources,
    )
}
