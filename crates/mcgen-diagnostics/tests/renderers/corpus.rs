//! Made-up rules, sources and findings; each finding shows one case.

use mcgen_diagnostics::{
    Diagnostic, Diagnostics, Reference, Rule, Severity, SourceId, SourceMap, Span, Spanned,
};

pub(crate) static OVERLAP: Rule = Rule {
    code: "NET-001",
    slug: "overlapping-ranges",
    severity: Severity::Error,
    summary: "two routed ranges overlap",
    fix: "give each network a range of its own",
    explain: "A router cannot choose between two networks that hold the same address.\n\nThe apply succeeds; packets go astray.",
    sources: &[Reference {
        title: "Reserved ranges",
        url: "https://example.org/ranges?family=ipv4",
    }],
    waivable: false,
};

pub(crate) static BACKUP: Rule = Rule {
    code: "DR-007",
    slug: "short-backup-retention",
    severity: Severity::Warning,
    summary: "backups are kept for a short time",
    fix: "keep backups for at least 7 days",
    explain: "",
    sources: &[],
    waivable: true,
};

pub(crate) static NAME: Rule = Rule {
    code: "NAME-002",
    slug: "illegal-name",
    severity: Severity::Error,
    summary: "the name holds a letter that the cloud refuses",
    fix: "use lowercase letters, digits and hyphens",
    explain: "Names become part of a DNS name: `${name}.example.org`.",
    sources: &[],
    waivable: false,
};

pub(crate) static RULES: [&Rule; 3] = [&OVERLAP, &BACKUP, &NAME];

const AWS: &str = "\
project: crm
network:
  aws:
    range: 10.0.0.0/16
  gcp:
    range: 10.0.128.0/20
database:
  engine: postgresql
  backup:
    window: 03:00-04:00
";

const GCP: &str = "network:\r\n\trange: 10.0.0.0/8 # 회사\r\n";

const UNICODE: &str = "name: 고객-データ-🚀-crm\n";

pub(crate) struct Corpus {
    pub(crate) sources: SourceMap,
    pub(crate) aws: SourceId,
    pub(crate) gcp: SourceId,
    pub(crate) unicode: SourceId,
    pub(crate) empty: SourceId,
}

impl Corpus {
    pub(crate) fn new() -> Self {
        let mut sources = SourceMap::default();
        Self {
            aws: sources.add("environments/crm.yaml", AWS),
            gcp: sources.add("environments/shared network.yaml", GCP),
            unicode: sources.add("환경/이름.yaml", UNICODE),
            empty: sources.add("empty.yaml", ""),
            sources,
        }
    }

    /// The span of the first `needle` in a source.
    pub(crate) fn span(&self, id: SourceId, needle: &str) -> Span {
        let text = &self.sources.get(id).unwrap().text;
        let start = text.find(needle).unwrap();
        Span::new(id, start, start + needle.len())
    }
}

fn collect(list: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(list);
    diagnostics
}

pub(crate) fn one_label(corpus: &Corpus) -> Diagnostics {
    let name = corpus.span(corpus.aws, "crm");
    let finding = Diagnostic::new(&NAME)
        .at(name, "`crm` is taken")
        .because("another project has this name\nand came first")
        .help("call it `crm2`");
    collect([finding])
}

pub(crate) fn two_labels_in_one_file(corpus: &Corpus) -> Diagnostics {
    let mut finding = Diagnostic::new(&OVERLAP)
        .at(corpus.span(corpus.aws, "10.0.128.0/20"), "this range")
        .at(
            corpus.span(corpus.aws, "10.0.0.0/16"),
            "lies within this one",
        )
        .because("10.0.128.0/20 is 10.0.128.0 to 10.0.143.255");
    finding.environment = Some("crm/production".to_owned());
    collect([finding])
}

pub(crate) fn two_files(corpus: &Corpus) -> Diagnostics {
    let finding = Diagnostic::new(&OVERLAP)
        .at(corpus.span(corpus.aws, "10.0.0.0/16"), "this range")
        .at(
            corpus.span(corpus.gcp, "10.0.0.0/8"),
            "lies within this one",
        )
        .at(corpus.span(corpus.aws, "10.0.128.0/20"), "and so does this");
    collect([finding])
}

pub(crate) fn default_value(corpus: &Corpus) -> Diagnostics {
    let block = corpus.span(corpus.aws, "backup:\n    window: 03:00-04:00\n");
    let days = Spanned::default_at(1, block);
    let finding = Diagnostic::new(&BACKUP).at_value(&days, "kept for 1 day");
    collect([finding])
}

pub(crate) fn waived(corpus: &Corpus) -> Diagnostics {
    let window = corpus.span(corpus.aws, "03:00-04:00");
    let mut finding = Diagnostic::new(&BACKUP).at(window, "this window");
    finding.severity = Severity::Waived;
    finding.waiver = Some("a copy is kept elsewhere, see {runbook} [12](34)".to_owned());
    collect([finding])
}

pub(crate) fn nowhere() -> Diagnostics {
    let range: Spanned<String> = "10.0.0.0/16".into();
    let mut finding = Diagnostic::new(&OVERLAP)
        .at_value(&range, "10.0.0.0/16 of network `aws`")
        .at_value(&range, "10.0.0.0/16 of network `gcp`")
        .because("both are the same");
    finding.environment = Some("crm/production".to_owned());
    collect([finding])
}

pub(crate) fn unicode(corpus: &Corpus) -> Diagnostics {
    let finding = Diagnostic::new(&NAME)
        .at(corpus.span(corpus.unicode, "データ"), "두 번째")
        .at(
            corpus.span(corpus.unicode, "crm"),
            "100% fine, \u{1b}[31m: ok",
        );
    collect([finding])
}

pub(crate) fn several_lines(corpus: &Corpus) -> Diagnostics {
    let blocks = "aws:\n    range: 10.0.0.0/16\n  gcp:\n    range: 10.0.128.0/20\n";
    let finding = Diagnostic::new(&OVERLAP).at(corpus.span(corpus.aws, blocks), "these networks");
    collect([finding])
}

pub(crate) fn ends_of_texts(corpus: &Corpus) -> Diagnostics {
    let end = |id| {
        let length = corpus.sources.get(id).unwrap().text.len();
        Span::new(id, length, length)
    };
    let last_break = corpus.span(corpus.gcp, "\r\n");
    let at = |span, text: &str| Diagnostic::new(&NAME).at(span, text);
    collect([
        at(end(corpus.empty), "the file is empty"),
        at(end(corpus.aws), "something is missing here"),
        at(last_break, "the end of a line"),
    ])
}

pub(crate) fn all(corpus: &Corpus) -> Diagnostics {
    let mut all = Diagnostics::new();
    all.append(one_label(corpus));
    all.append(two_labels_in_one_file(corpus));
    all.append(two_files(corpus));
    all.append(default_value(corpus));
    all.append(waived(corpus));
    all.append(nowhere());
    all.append(unicode(corpus));
    all.append(several_lines(corpus));
    all.append(ends_of_texts(corpus));
    all
}
