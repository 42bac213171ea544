//! What leads out of the private copy. Providers are simulated, but a provisioner is run by Terraform
//! itself, on this machine, and a module from elsewhere may hold one: no such tree is run.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_hcl::syntax::{Block, Body, File};

use crate::findings::normal;
use crate::tree::Tree;

/// One way out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WayOut {
    /// The file in the tree.
    pub(crate) path: Utf8PathBuf,
    /// The bytes to point at.
    pub(crate) range: Range<usize>,
    /// What is there.
    pub(crate) what: String,
}

/// Every way out of a tree, by file and place.
pub(crate) fn ways_out(tree: &Tree) -> Vec<WayOut> {
    // Few files have one of the words, and looking for words is far cheaper than reading them all. In
    // JSON, words can be written in other letters.
    let words = ["provisioner", "module"];
    let files = tree.files().filter(|(path, text)| {
        path.extension() == Some("json") || words.iter().any(|it| text.contains(it))
    });
    files
        .flat_map(|(path, text)| {
            let found = if path.extension() == Some("json") {
                in_json(text)
            } else {
                in_native_syntax(tree, path, text)
            };
            found.into_iter().map(|(range, what)| WayOut {
                path: path.to_owned(),
                range,
                what,
            })
        })
        .collect()
}

type Found = Vec<(Range<usize>, String)>;

fn in_native_syntax(tree: &Tree, path: &Utf8Path, text: &str) -> Found {
    // The offline check tells what is wrong with a file of the new tree; Terraform would tell of the old.
    let Ok(file) = File::parse(text) else {
        return vec![(0..0, "the file cannot be read".to_owned())];
    };
    let mut found = Vec::new();
    provisioners(&file.body, &mut found);
    let runs = file.body.blocks_of("run").map(|run| &run.body);
    let callers = std::iter::once(&file.body).chain(runs);
    for module in callers.flat_map(|it| it.blocks_of("module")) {
        if !is_among(tree, path, module) {
            let what = "the module is not among the files".to_owned();
            found.push((module.header.range(), what));
        }
    }
    found
}

fn provisioners(body: &Body<'_>, found: &mut Found) {
    for block in &body.blocks {
        if block.kind == "provisioner" {
            let what = "a provisioner would be run on this machine".to_owned();
            found.push((block.header.range(), what));
        }
        provisioners(&block.body, found);
    }
}

/// Whether a called module is a folder of the tree. A call in a test is as seen from the module that is
/// tested, the folder above.
fn is_among(tree: &Tree, path: &Utf8Path, module: &Block<'_>) -> bool {
    let source = module.body.attribute("source");
    let Some(source) = source.and_then(|it| it.value.as_text()) else {
        // Without a literal source there is no module to fetch, and Terraform says so.
        return source.is_none();
    };
    let is_local = source.starts_with("./") || source.starts_with("../");
    let folders = path.ancestors().skip(1).take(2);
    let mut targets = folders.filter_map(|folder| normal(&folder.join(source)));
    is_local && targets.any(|target| tree.below(&target).next().is_some())
}

/// JSON is not read as a configuration, so what could lead out is not looked into.
fn in_json(text: &str) -> Found {
    fn has_key(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Object(fields) => fields.iter().any(|(key, value)| {
                matches!(key.as_str(), "module" | "provisioner") || has_key(value)
            }),
            serde_json::Value::Array(values) => values.iter().any(has_key),
            _ => false,
        }
    }
    match serde_json::from_str(text) {
        Ok(value) if !has_key(&value) => Vec::new(),
        _ => vec![(
            0..0,
            "modules and provisioners in JSON are not looked into".to_owned(),
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let files = [
            (path, text),
            ("modules/a/versions.tf", ""),
            ("modules/a/tests/setup/main.tf", ""),
        ];
        let tree = Tree::from_iter(files.map(|(path, text)| (path.into(), text.to_owned())));
        let ways = ways_out(&tree).into_iter();
        ways.map(|it| format!("{} {}", &text[it.range], it.what))
            .collect()
    }

    const STACK: &str = "environments/aws/production/main.tf";

    #[test]
    fn a_module_of_the_tree_leads_nowhere_else() {
        let text = "module \"a\" {\n  source = \"../../../modules/a\"\n}\n";
        assert_eq!(found(STACK, text), [""; 0]);
        let text = "run \"x\" {\n  module {\n    source = \"./tests/setup\"\n  }\n}\n";
        assert_eq!(found("modules/a/tests/x.tftest.hcl", text), [""; 0]);
    }

    #[test]
    fn a_module_from_elsewhere_is_a_way_out() {
        for source in [
            "../../../../modules/a",
            "../../../modules/b",
            "/modules/a",
            "hashicorp/consul/aws",
            "git::https://example.com/a.git",
        ] {
            let text = format!("module \"a\" {{\n  source = \"{source}\"\n}}\n");
            let expected = ["module \"a\" the module is not among the files"];
            assert_eq!(found(STACK, &text), expected, "{source}");
        }
        let text = "module \"a\" {\n  source = \"../../../${\"modules\"}/a\"\n}\n";
        assert_eq!(found(STACK, text).len(), 1);
    }

    #[test]
    fn a_provisioner_is_a_way_out_wherever_it_stands() {
        let text = "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"x\"\n  }\n}\n";
        let expected = ["provisioner \"local-exec\" a provisioner would be run on this machine"];
        assert_eq!(found("modules/a/main.tf", text), expected);
    }

    #[test]
    fn json_is_no_way_around() {
        let path = "environments/aws/production/x.tf.json";
        assert_eq!(found(path, r#"{"output": {"module": 1}}"#).len(), 1);
        assert_eq!(found(path, r#"{"a": [{"pr\u006fvisioner": {}}]}"#).len(), 1);
        assert_eq!(found(path, r#"{"module": "#).len(), 1);
        assert_eq!(
            found(path, r#"{"output": {"a": {"value": "module"}}}"#),
            [""; 0]
        );
    }
}
