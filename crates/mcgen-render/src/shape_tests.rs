//! Every module in every shape that its manifest allows, whether an environment asks for it or not.

use std::collections::BTreeSet;

use camino::Utf8Path;

use super::Renderer;
use crate::TemplateLibrary;
use crate::library::{Manifest, TraitValue, Traits};

/// Every combination of the values of the declared traits.
fn shapes(manifest: &Manifest) -> Vec<Traits> {
    let mut shapes = vec![Traits::new()];
    for declared in &manifest.traits {
        let values: Vec<TraitValue> = if declared.boolean {
            vec![false.into(), true.into()]
        } else {
            let words = declared.values.iter();
            words.map(|word| word.as_str().into()).collect()
        };
        shapes = shapes
            .into_iter()
            .flat_map(|shape| {
                values.iter().map(move |value| {
                    let mut shape = shape.clone();
                    shape.insert(declared.name.clone(), value.clone());
                    shape
                })
            })
            .collect();
    }
    shapes
}

#[test]
fn a_module_with_templates_of_a_user_is_formatted_and_checked_when_it_is_rendered() {
    let shape = Traits::from([("user".to_owned(), "services".into())]);
    let rendered = |text: &str| {
        let mut library = TemplateLibrary::default();
        let extra = "aws/aws-kms-key/extra.tf.j2";
        library.replace(extra, text.to_owned()).unwrap();
        let mut renderer = Renderer::new(&library);
        let variant = renderer.module("aws/aws-kms-key", &shape)?;
        let files = &renderer.modules[&variant].files;
        let extra = files
            .iter()
            .find(|(path, _)| path.as_str().ends_with("/extra.tf"));
        Ok::<_, crate::RenderError>(extra.unwrap().1.to_string())
    };
    assert_eq!(
        rendered("locals {\na=1\n}\n").unwrap(),
        "locals {\n  a = 1\n}\n"
    );
    let error = rendered("\noutput \"x\" {\n  value = var.missing\n}\n").unwrap_err();
    assert!(error.to_string().contains("/extra.tf`, line 3"), "{error}");
}

/// This is the proof for mcgen's own modules: a run neither formats nor checks them again.
#[test]
fn every_module_in_every_shape_is_canonical_hcl_whose_references_resolve() {
    let library = TemplateLibrary::default();
    let manifests: BTreeSet<String> = library
        .files()
        .filter(|(path, _)| path.ends_with("/module.toml"))
        .map(|(path, _)| path.to_owned())
        .collect();
    let mut renderer = Renderer::new(&library);
    for path in manifests {
        let manifest = library.manifest(&path).unwrap();
        let folder = path.trim_end_matches("/module.toml");
        for shape in shapes(&manifest) {
            let variant = renderer.module(folder, &shape).unwrap();
            let readme = format!("modules/{variant}/README.md");
            let files = renderer.modules[&variant].files.iter();
            let files: Vec<(&str, &str)> = files
                .map(|(path, text)| (path.as_str(), &**text))
                .filter(|(path, _)| *path != readme)
                .collect();
            for (path, text) in &files {
                if let Err(fault) = mcgen_hcl::parse(text) {
                    panic!("{path}: {}", fault.message);
                }
                assert!(mcgen_hcl::is_canonical(text), "{path}");
            }
            let mut configuration = files;
            configuration.retain(|(path, _)| Utf8Path::new(path).extension() == Some("tf"));
            let findings = mcgen_hcl::check_references(&configuration);
            assert!(findings.is_empty(), "{variant}: {findings:#?}");
        }
    }
    assert!(
        renderer.modules.len() > 100,
        "only {}",
        renderer.modules.len()
    );
}
