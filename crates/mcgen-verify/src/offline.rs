//! The check against the schemas, which needs no Terraform.

use camino::Utf8Path;
use mcgen_diagnostics::{Diagnostics, Label, SourceMap, Span};
use mcgen_schema::check::{Coverage, UsedTypes, check_configuration};
use mcgen_schema::{Catalog, CatalogError};

use crate::VerifyError;
use crate::origin::Origins;
use crate::report::{FolderReport, OfflineRecord};
use crate::tree::Tree;

/// Holds every file of the tree against the schemas and adds where a finding came from. Gives the types that
/// the tree uses beside what was done.
pub(crate) fn check(
    catalog: &Catalog,
    tree: &Tree,
    origins: &Origins<'_>,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Result<(OfflineRecord, UsedTypes), CatalogError> {
    let files: Vec<(&str, &str)> = tree
        .files()
        .map(|(path, text)| (path.as_str(), text))
        .collect();
    let report = check_configuration(&files, catalog)?;
    let record = record(&report.coverage);
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
    Ok((record, report.used))
}

fn record(coverage: &Coverage) -> OfflineRecord {
    let not_checked = coverage.not_checked.iter();
    OfflineRecord {
        files: coverage.files,
        modules: coverage.modules,
        providers: coverage.providers.clone(),
        blocks: coverage.blocks,
        arguments: coverage.arguments,
        not_checked: not_checked
            .map(|(what, count)| match count {
                1 => format!("{}: {}", what.subject, what.reason),
                count => format!("{} ({count} times): {}", what.subject, what.reason),
            })
            .collect(),
    }
}

/// Checks the Terraform files below a folder, whoever wrote them, against the schemas of the
/// providers. Nothing is run.
pub fn check_folder(folder: &Utf8Path) -> Result<FolderReport, VerifyError> {
    let tree = Tree::read(folder)?;
    let files: Vec<(String, &str)> = tree
        .files()
        .map(|(path, text)| (folder.join(path).into_string(), text))
        .collect();
    let report = check_configuration(&files, Catalog::embedded()?)?;
    Ok(FolderReport {
        record: record(&report.coverage),
        diagnostics: report.diagnostics,
        sources: report.sources,
    })
}

/// The template and the value that led to a place in a rendered file.
fn led_here(span: Span, origins: &Origins<'_>, sources: &mut SourceMap) -> Vec<Label> {
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
