//! What a module declares.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{File, Finding, FindingKind, Place};
use crate::lex::Kind;
use crate::outline::{Block, Body, unquote};

/// Where a name is declared: the file's number in the module, and the bytes.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) file: usize,
    pub(super) span: Range<usize>,
}

/// A `variable` block.
pub(super) struct Variable {
    pub(super) site: Site,
    /// Without a default, so that every caller must set it.
    pub(super) required: bool,
}

/// A `module` block.
pub(super) struct Call<'a, 'f> {
    pub(super) site: Site,
    pub(super) source: Option<&'a str>,
    pub(super) body: &'f Body<'a>,
}

/// A resource's type and name.
pub(super) type Address<'a> = (&'a str, &'a str);

/// All declarations of the files in one folder.
pub(super) struct Module<'a, 'f> {
    pub(super) files: &'f [File<'a>],
    pub(super) variables: BTreeMap<&'a str, Variable>,
    pub(super) locals: BTreeMap<&'a str, Site>,
    pub(super) outputs: BTreeMap<&'a str, Site>,
    pub(super) resources: BTreeMap<Address<'a>, Site>,
    pub(super) data: BTreeMap<Address<'a>, Site>,
    pub(super) ephemeral: BTreeMap<Address<'a>, Site>,
    pub(super) calls: BTreeMap<&'a str, Call<'a, 'f>>,
    /// Provider configurations: name and alias, the alias empty for the default one.
    pub(super) providers: BTreeMap<Address<'a>, Site>,
    /// The local names of the providers in `required_providers`.
    pub(super) required_providers: Vec<&'a str>,
    /// Configurations the caller hands in: what `configuration_aliases` lists.
    pub(super) passed_providers: Vec<Address<'a>>,
}

impl<'a, 'f> Module<'a, 'f> {
    /// Reads the declarations and reports what is declared twice.
    pub(super) fn collect(files: &'f [File<'a>], findings: &mut Vec<Finding>) -> Self {
        let mut module = Self {
            files,
            variables: BTreeMap::new(),
            locals: BTreeMap::new(),
            outputs: BTreeMap::new(),
            resources: BTreeMap::new(),
            data: BTreeMap::new(),
            ephemeral: BTreeMap::new(),
            calls: BTreeMap::new(),
            providers: BTreeMap::new(),
            required_providers: Vec::new(),
            passed_providers: Vec::new(),
        };
        for (number, file) in files.iter().enumerate() {
            // Override files repeat declarations on purpose.
            let repeats = is_override(file.path);
            let mut collector = Collector {
                module: &mut module,
                findings,
                file: number,
                repeats,
            };
            for block in &file.outline.body.blocks {
                collector.block(block);
            }
        }
        module
    }

    /// The path of a file by its number.
    pub(super) fn path(&self, file: usize) -> &'a str {
        self.files[file].path
    }

    /// A place to name beside a finding.
    pub(super) fn place(&self, site: &Site) -> Place {
        Place {
            path: self.path(site.file).to_owned(),
            span: site.span.clone(),
        }
    }

    /// A finding in one of the module's files.
    pub(super) fn finding(&self, kind: FindingKind, site: &Site, message: String) -> Finding {
        Finding {
            path: self.path(site.file).to_owned(),
            span: site.span.clone(),
            kind,
            message,
            suggestion: None,
            related: None,
        }
    }
}

fn is_override(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "override.tf" || name.ends_with("_override.tf")
}

struct Collector<'c, 'a, 'f> {
    module: &'c mut Module<'a, 'f>,
    findings: &'c mut Vec<Finding>,
    file: usize,
    repeats: bool,
}

impl<'a, 'f> Collector<'_, 'a, 'f> {
    fn block(&mut self, block: &'f Block<'a>) {
        let site = Site {
            file: self.file,
            span: block.span.clone(),
        };
        let (first, second) = (block.label(0), block.label(1));
        match (block.kind, first, second) {
            ("variable", Some(name), _) => self.variable(name, site, block),
            ("output", Some(name), _) => {
                let known = self.module.outputs.get(name).cloned();
                self.declare(known, &site, || format!("output `{name}`"));
                self.module.outputs.entry(name).or_insert(site);
            }
            ("locals", ..) => self.locals(block),
            ("module", Some(name), _) => self.call(name, site, block),
            ("resource", Some(kind), Some(name)) => {
                let known = self.module.resources.get(&(kind, name)).cloned();
                self.declare(known, &site, || format!("resource `{kind}.{name}`"));
                self.module.resources.entry((kind, name)).or_insert(site);
            }
            ("data", Some(kind), Some(name)) => self.data((kind, name), site),
            ("ephemeral", Some(kind), Some(name)) => {
                let known = self.module.ephemeral.get(&(kind, name)).cloned();
                self.declare(known, &site, || {
                    format!("ephemeral resource `{kind}.{name}`")
                });
                self.module.ephemeral.entry((kind, name)).or_insert(site);
            }
            ("check", ..) => {
                for data in block.body.blocks_of("data") {
                    if let (Some(kind), Some(name)) = (data.label(0), data.label(1)) {
                        let site = Site {
                            file: self.file,
                            span: data.span.clone(),
                        };
                        self.data((kind, name), site);
                    }
                }
            }
            ("provider", Some(name), _) => self.provider(name, site, block),
            ("terraform", ..) => self.terraform(block),
            _ => {}
        }
    }

    /// Reports a name that is known already.
    fn declare(&mut self, known: Option<Site>, site: &Site, what: impl FnOnce() -> String) {
        if let Some(first) = known
            && !self.repeats
        {
            let message = format!("{} is declared twice", what());
            let mut finding = self.module.finding(FindingKind::Duplicate, site, message);
            finding.related = Some(self.module.place(&first));
            self.findings.push(finding);
        }
    }

    fn variable(&mut self, name: &'a str, site: Site, block: &Block<'a>) {
        let known = self
            .module
            .variables
            .get(name)
            .map(|variable| variable.site.clone());
        self.declare(known, &site, || format!("variable `{name}`"));
        let has_default = block.body.attribute("default").is_some();
        let variable = self.module.variables.entry(name);
        let variable = variable.or_insert(Variable {
            site,
            required: true,
        });
        variable.required &= !has_default;
    }

    fn locals(&mut self, block: &Block<'a>) {
        for attribute in &block.body.attributes {
            let (name, site) = (
                attribute.name,
                Site {
                    file: self.file,
                    span: attribute.span.clone(),
                },
            );
            let known = self.module.locals.get(name).cloned();
            self.declare(known, &site, || format!("local value `{name}`"));
            self.module.locals.entry(name).or_insert(site);
        }
    }

    fn data(&mut self, address: Address<'a>, site: Site) {
        let known = self.module.data.get(&address).cloned();
        self.declare(known, &site, || {
            format!("data source `data.{}.{}`", address.0, address.1)
        });
        self.module.data.entry(address).or_insert(site);
    }

    fn call(&mut self, name: &'a str, site: Site, block: &'f Block<'a>) {
        let known = self.module.calls.get(name).map(|call| call.site.clone());
        self.declare(known, &site, || format!("module call `{name}`"));
        let outline = &self.module.files[self.file].outline;
        let source = block
            .body
            .attribute("source")
            .and_then(|source| outline.plain_string(source));
        self.module.calls.entry(name).or_insert(Call {
            site,
            source,
            body: &block.body,
        });
    }

    fn provider(&mut self, name: &'a str, site: Site, block: &Block<'a>) {
        let outline = &self.module.files[self.file].outline;
        let alias = block
            .body
            .attribute("alias")
            .and_then(|alias| outline.plain_string(alias));
        let alias = alias.unwrap_or("");
        let known = self.module.providers.get(&(name, alias)).cloned();
        self.declare(known, &site, || match alias {
            "" => format!("the default configuration of provider `{name}`"),
            alias => format!("provider configuration `{name}.{alias}`"),
        });
        self.module.providers.entry((name, alias)).or_insert(site);
    }

    fn terraform(&mut self, block: &Block<'a>) {
        let outline = &self.module.files[self.file].outline;
        for required in block.body.blocks_of("required_providers") {
            for attribute in &required.body.attributes {
                self.module.required_providers.push(attribute.name);
                let tokens = &outline.tokens[attribute.value.clone()];
                self.module
                    .passed_providers
                    .extend(aliases(outline.source, tokens));
            }
        }
    }
}

/// The `name.alias` pairs after `configuration_aliases =`.
fn aliases<'a>(source: &'a str, tokens: &[crate::lex::Token]) -> Vec<Address<'a>> {
    let text = |index: usize| tokens.get(index).map(|token| unquote(token.text(source)));
    let start = (0..tokens.len()).find(|index| text(*index) == Some("configuration_aliases"));
    let Some(start) = start else {
        return Vec::new();
    };
    (start..tokens.len())
        .take_while(|index| tokens[*index].kind != Kind::CloseBracket)
        .filter(|index| tokens[*index].kind == Kind::Dot)
        .filter_map(|dot| Some((text(dot - 1)?, text(dot + 1)?)))
        .collect()
}
