//! The examples render to the trees that are committed beside them, whatever the order of their
//! keys and of their files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use granit_parser::{Event, Parser, ScalarStyle, StrInput};
use mcgen::{Date, Estate, RenderedEstate};
use walkdir::WalkDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Folders of environment files: every example, and the estates of the CRM.
fn inputs() -> Vec<PathBuf> {
    let mut inputs = examples();
    inputs.push(root().join("environments/crm"));
    inputs.push(root().join("environments/crm-dr"));
    inputs.push(root().join("environments/crm-global"));
    inputs
}

fn examples() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("environment.yaml").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// The environment files of a folder, bases included, but not what lies deeper.
fn environment_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect();
    files.sort();
    files
}

/// Renders as of the day of the tables, so that no result changes when a support date passes.
fn rendered(paths: &[impl AsRef<Path>]) -> RenderedEstate {
    let paths = paths.iter().map(|path| path.as_ref().to_str().unwrap());
    let checked = Estate::load_all(paths).unwrap().check_on(Date::TABLES);
    checked.unwrap().render().unwrap()
}

fn write(estate: &RenderedEstate, out: &Path) {
    estate.write_to(out.to_str().unwrap()).unwrap();
}

/// Every file below `folder`, by its relative path.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap();
            let contents = std::fs::read(entry.path()).unwrap();
            (name.to_str().unwrap().replace('\\', "/"), contents)
        })
        .collect()
}

/// Says which files differ, and shows the first line that does.
#[track_caller]
fn assert_same(expected: &Path, real: &Path, hint: &str) {
    let (expected, real) = (files_of(expected), files_of(real));
    let mut report = String::new();
    for name in expected.keys().filter(|name| !real.contains_key(*name)) {
        let _ = writeln!(report, "{name}: is not rendered");
    }
    for (name, contents) in &real {
        match expected.get(name) {
            None => {
                let _ = writeln!(report, "{name}: is not expected");
            }
            Some(before) if before != contents => {
                let (before, after) = (
                    String::from_utf8_lossy(before),
                    String::from_utf8_lossy(contents),
                );
                let same = before
                    .lines()
                    .zip(after.lines())
                    .take_while(|(a, b)| a == b)
                    .count();
                let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
                let _ = writeln!(
                    report,
                    "{name}:{}\n  expected: {}\n  rendered: {}",
                    same + 1,
                    line(&before),
                    line(&after)
                );
            }
            Some(_) => {}
        }
    }
    assert!(report.is_empty(), "{hint}\n{report}");
}

#[test]
fn every_example_renders_to_the_tree_beside_it() {
    for folder in examples() {
        let out = tempfile::tempdir().unwrap();
        write(&rendered(&[folder.join("environment.yaml")]), out.path());
        let hint = format!(
            "{}: if the change is meant, run `cargo xtask generate` and read the difference",
            folder.file_name().unwrap().display()
        );
        assert_same(&folder.join("expected"), out.path(), &hint);
    }
}

#[test]
fn the_order_of_keys_changes_nothing() {
    for folder in inputs() {
        let reversed = tempfile::tempdir().unwrap();
        for file in environment_files(&folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            let text = with_keys_reversed(&text);
            std::fs::write(reversed.path().join(file.file_name().unwrap()), text).unwrap();
        }
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(&rendered(&[&folder]), first.path());
        write(&rendered(&[reversed.path()]), second.path());
        assert_same(first.path(), second.path(), &folder.display().to_string());
        let pictures = [folder.as_path(), reversed.path()].map(|folder| {
            let checked = Estate::load(folder.to_str().unwrap())
                .unwrap()
                .check_on(Date::TABLES);
            let graph = checked.unwrap().graph().unwrap();
            [graph.to_svg(), graph.to_dot(), graph.to_mermaid()]
        });
        assert_eq!(pictures[0], pictures[1], "{}", folder.display());
    }
}

#[test]
fn environments_rendered_one_by_one_give_the_tree_of_all_together() {
    let folder = root().join("environments/crm");
    let (together, one_by_one) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(&rendered(&[&folder]), together.path());
    let environments = environment_files(&folder)
        .into_iter()
        .filter(|file| file.file_stem().is_some_and(|name| name != "base"));
    // The other way round than a folder is read.
    for file in environments.collect::<Vec<_>>().into_iter().rev() {
        write(&rendered(&[file]), one_by_one.path());
    }
    assert_same(together.path(), one_by_one.path(), "environments/crm");
}

#[test]
fn rendering_twice_writes_nothing_the_second_time() {
    let out = tempfile::tempdir().unwrap();
    let estate = rendered(&[root().join("environments/crm")]);
    write(&estate, out.path());
    let again = estate.plan(out.path().to_str().unwrap(), false).unwrap();
    assert!(again.is_clean(), "{again}");
}

/// The same document as JSON, with the keys of every block in reverse order.
fn with_keys_reversed(text: &str) -> String {
    let mut options = granit_parser::Options::default();
    options.emit_comments = false;
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut document = String::new();
    while let Some(event) = parser.next_event() {
        match event.unwrap().0 {
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd => {}
            event => document = reversed(&event, &mut parser),
        }
    }
    document
}

fn reversed<'text>(event: &Event<'_>, parser: &mut Parser<'text, StrInput<'text>>) -> String {
    match event {
        Event::Scalar(text, style, ..) => {
            // A version like 1.10 must keep its digits, so it stays the text that it is.
            let plain = *style == ScalarStyle::Plain
                && (text.parse::<f64>().is_ok() || matches!(&**text, "true" | "false"));
            if plain {
                text.to_string()
            } else {
                serde_json::to_string(text).unwrap()
            }
        }
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match next(parser) {
                    Event::SequenceEnd => return format!("[{}]", items.join(",")),
                    item => items.push(reversed(&item, parser)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            loop {
                match next(parser) {
                    Event::MappingEnd => break,
                    Event::Scalar(key, ..) => {
                        let value = next(parser);
                        let key = serde_json::to_string(&key).unwrap();
                        entries.push(format!("{key}:{}", reversed(&value, parser)));
                    }
                    other => panic!("a key that is {other:?}"),
                }
            }
            entries.reverse();
            format!("{{{}}}", entries.join(","))
        }
        other => panic!("no example holds {other:?}"),
    }
}

fn next<'text>(parser: &mut Parser<'text, StrInput<'text>>) -> Event<'text> {
    parser.next_event().unwrap().unwrap().0
}

#[test]
fn keys_are_reversed_at_every_depth() {
    let text = "a: 1.10\nb:\n  - { c: x, d: \"1\" } # comment\n  - y: true\n";
    assert_eq!(
        with_keys_reversed(text),
        r#"{"b":[{"d":"1","c":"x"},{"y":true}],"a":1.10}"#
    );
}
