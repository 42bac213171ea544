//! Several environments in one output folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{Out, tree_of};
use mcgen_output::{PlanOptions, Scope, WritePlan};
use mcgen_render::FileTree;
use proptest::prelude::*;

fn render(out: &Out, tree: &FileTree, scope: Scope) {
    let options = PlanOptions {
        force: false,
        scope,
    };
    WritePlan::prepare(tree, &out.path, &options)
        .unwrap()
        .apply()
        .unwrap();
}

fn only(names: &[&str]) -> Scope {
    Scope::Environments(names.iter().map(|name| (*name).to_owned()).collect())
}

fn merged(trees: &[&FileTree]) -> FileTree {
    let mut all = FileTree::default();
    for tree in trees {
        all.merge((*tree).clone()).unwrap();
    }
    all
}

fn staging() -> FileTree {
    tree_of(
        "crm/staging",
        &[
            ("environments/aws/staging/main.tf", "s\n"),
            ("modules/m/main.tf", "m\n"),
        ],
    )
}

fn production() -> FileTree {
    tree_of(
        "crm/production",
        &[
            ("environments/aws/production/main.tf", "p\n"),
            ("modules/m/main.tf", "m\n"),
        ],
    )
}

#[test]
fn one_by_one_and_together_give_the_same_tree() {
    let (one_by_one, together) = (Out::new(), Out::new());
    render(&one_by_one, &production(), Scope::default());
    render(&one_by_one, &staging(), Scope::default());
    render(
        &together,
        &merged(&[&staging(), &production()]),
        Scope::WholeEstate,
    );
    assert_eq!(one_by_one.listing(), together.listing());
}

#[test]
fn a_shared_file_goes_with_the_last_environment_that_uses_it() {
    let out = Out::new();
    render(
        &out,
        &merged(&[&staging(), &production()]),
        Scope::default(),
    );
    render(&out, &FileTree::default(), only(&["crm/staging"]));
    assert_eq!(
        out.files(),
        ["environments/aws/production/main.tf", "modules/m/main.tf"]
    );
    render(&out, &FileTree::default(), only(&["crm/production"]));
    assert_eq!(out.files(), [""; 0]);
}

#[test]
fn an_environment_that_is_not_rendered_is_kept_and_named() {
    let out = Out::new();
    render(
        &out,
        &merged(&[&staging(), &production()]),
        Scope::default(),
    );
    let staging = staging();
    let plan = WritePlan::prepare(&staging, &out.path, &PlanOptions::default()).unwrap();
    assert!(plan.is_clean(), "{plan}");
    assert_eq!(
        plan.other_environments().collect::<Vec<_>>(),
        ["crm/production"]
    );
}

#[test]
fn an_environment_that_left_the_estate_is_removed_with_the_whole_estate() {
    let out = Out::new();
    render(
        &out,
        &merged(&[&staging(), &production()]),
        Scope::default(),
    );
    render(&out, &production(), Scope::WholeEstate);
    let alone = Out::new();
    render(&alone, &production(), Scope::default());
    assert_eq!(out.listing(), alone.listing());
}

fn staging_with_another_module() -> FileTree {
    tree_of(
        "crm/staging",
        &[
            ("environments/aws/staging/main.tf", "s\n"),
            ("modules/m/main.tf", "m2\n"),
        ],
    )
}

#[test]
fn a_file_that_an_environment_uses_does_not_change_under_it() {
    let out = Out::new();
    render(
        &out,
        &merged(&[&staging(), &production()]),
        Scope::default(),
    );
    let changed = staging_with_another_module();
    let plan = WritePlan::prepare(&changed, &out.path, &PlanOptions::default()).unwrap();
    let conflicts: Vec<String> = plan.conflicts().iter().map(ToString::to_string).collect();
    assert_eq!(
        conflicts,
        [
            "! modules/m/main.tf: an environment that is not rendered now uses it as it is; render \
          both in one run, or overwrite it with --force"
        ]
    );
    let forced = PlanOptions {
        force: true,
        ..PlanOptions::default()
    };
    let plan = WritePlan::prepare(&changed, &out.path, &forced).unwrap();
    plan.apply().unwrap();
    assert_eq!(out.read("modules/m/main.tf"), "m2\n");
    // The other environment still uses it.
    render(&out, &FileTree::default(), only(&["crm/staging"]));
    assert_eq!(out.read("modules/m/main.tf"), "m2\n");
}

#[test]
fn a_shared_file_changes_with_the_whole_estate() {
    let out = Out::new();
    render(
        &out,
        &merged(&[&staging(), &production()]),
        Scope::default(),
    );
    render(&out, &staging_with_another_module(), Scope::WholeEstate);
    assert_eq!(out.read("modules/m/main.tf"), "m2\n");
}

#[test]
fn a_path_that_another_environment_has_as_a_folder_is_refused() {
    let out = Out::new();
    render(&out, &production(), Scope::default());
    let clash = tree_of("crm/staging", &[("environments/aws/production", "x\n")]);
    let error = WritePlan::prepare(&clash, &out.path, &PlanOptions::default()).unwrap_err();
    insta::assert_snapshot!(error, @"`environments/aws/production` is a file, and `environments/aws/production/main.tf` needs a folder of that name; rename one of them");
}

#[test]
fn paths_that_differ_by_case_from_another_environments_are_refused() {
    let out = Out::new();
    render(&out, &production(), Scope::default());
    let clash = tree_of("crm/staging", &[("Modules/x.tf", "x\n")]);
    let error = WritePlan::prepare(&clash, &out.path, &PlanOptions::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("differ only by upper and lower case"),
        "{error}"
    );
}

const NAMES: [&str; 3] = ["crm/a", "crm/b", "crm/c"];
const MODULES: [&str; 4] = ["m0", "m1", "m2", "m3"];

/// What an environment is made of: how many own files, and which modules.
type Shape = (usize, BTreeSet<&'static str>);

fn render_shape(name: &str, (own, modules): &Shape) -> FileTree {
    let own = (0..*own).map(|file| (format!("environments/{name}/{file}.tf"), format!("{own}\n")));
    let modules = modules
        .iter()
        .map(|module| (format!("modules/{module}/main.tf"), format!("{module}\n")));
    let files: Vec<_> = own.chain(modules).collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    tree_of(name, &files)
}

fn any_shape() -> impl Strategy<Value = Shape> {
    (
        0_usize..4,
        prop::collection::btree_set(prop::sample::select(&MODULES[..]), 0..4),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_single_runs_gives_the_tree_of_one_run(
        steps in prop::collection::vec((prop::sample::select(&NAMES[..]), any_shape()), 1..8),
    ) {
        let out = Out::new();
        let mut last: BTreeMap<&str, Shape> = BTreeMap::new();
        for (name, shape) in steps {
            render(&out, &render_shape(name, &shape), only(&[name]));
            last.insert(name, shape);
        }
        let all: Vec<_> = last.iter().map(|(name, shape)| render_shape(name, shape)).collect();
        let together = Out::new();
        render(&together, &merged(&all.iter().collect::<Vec<_>>()), Scope::WholeEstate);
        prop_assert_eq!(out.files(), together.files());
        if !together.files().is_empty() {
            prop_assert_eq!(out.listing(), together.listing());
        }
    }
}
