use crate::corpus::{self, Corpus, RULES};
use insta::assert_snapshot;
use mcgen_diagnostics::{
    Diagnostics, Format, RenderOptions, SourceMap, render_github, render_json, render_sarif,
    render_text, summary,
};

macro_rules! text_snapshots {
    ($($name:ident: $findings:expr;)*) => {$(
        #[test]
        fn $name() {
            let corpus = Corpus::new();
            let findings: Diagnostics = $findings(&corpus);
            assert_snapshot!(render_text(&findings, &corpus.sources, false));
        }
    )*};
}

text_snapshots! {
    text_of_one_label: corpus::one_label;
    text_of_two_labels_in_one_file: corpus::two_labels_in_one_file;
    text_of_two_files: corpus::two_files;
    text_of_a_default_value: corpus::default_value;
    text_of_a_waived_finding: corpus::waived;
    text_of_a_finding_without_a_place: |_: &Corpus| corpus::nowhere();
    text_of_unicode: corpus::unicode;
    text_of_several_lines: corpus::several_lines;
    text_at_the_ends_of_texts: corpus::ends_of_texts;
}

#[test]
fn text_in_colour() {
    let corpus = Corpus::new();
    let findings = corpus::two_labels_in_one_file(&corpus);
    let text = render_text(&findings, &corpus.sources, true);
    assert_snapshot!(text.replace('\u{1b}', "ESC"));
}

#[test]
fn text_of_no_findings_is_empty() {
    let text = render_text(&Diagnostics::new(), &SourceMap::default(), false);
    assert_eq!(text, "");
}

#[test]
fn json() {
    let corpus = Corpus::new();
    assert_snapshot!(render_json(&corpus::all(&corpus), &corpus.sources));
}

#[test]
fn sarif() {
    let corpus = Corpus::new();
    let findings = corpus::all(&corpus);
    assert_snapshot!(render_sarif(&findings, &corpus.sources, &RULES, "1.2.3"));
}

#[test]
fn github() {
    let corpus = Corpus::new();
    assert_snapshot!(render_github(&corpus::all(&corpus), &corpus.sources));
}

#[test]
fn a_format_writes_what_its_function_writes() {
    let corpus = Corpus::new();
    let findings = corpus::all(&corpus);
    let options = RenderOptions {
        colour: true,
        rules: &RULES,
        tool_version: "1.2.3",
    };
    let render = |format: Format| format.render(&findings, &corpus.sources, &options);
    assert_eq!(
        render(Format::Text),
        render_text(&findings, &corpus.sources, true)
    );
    assert_eq!(
        render(Format::Json),
        render_json(&findings, &corpus.sources)
    );
    assert_eq!(
        render(Format::Sarif),
        render_sarif(&findings, &corpus.sources, &RULES, "1.2.3")
    );
    assert_eq!(
        render(Format::Github),
        render_github(&findings, &corpus.sources)
    );
}

#[test]
fn a_summary_counts_each_severity_that_occurs() {
    let corpus = Corpus::new();
    assert_eq!(
        summary(&corpus::all(&corpus)),
        "9 errors, 1 warning, 1 waived"
    );
    assert_eq!(summary(&corpus::one_label(&corpus)), "1 error");
    assert_eq!(summary(&Diagnostics::new()), "no findings");
}
