//! What the check of one rendered environment costs, and of several hundred module files.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mcgen_schema::Catalog;
use mcgen_schema::check::check_configuration;

/// Every file below a folder, with its path under `prefix`.
fn files(root: &Path, prefix: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.push((
                format!("{prefix}/{name}"),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    files.sort();
    files
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn check(criterion: &mut Criterion) {
    let catalog = Catalog::embedded().unwrap();
    let environment = files(
        &here("../../examples/independent-both-clouds/expected"),
        "environment",
    );
    let corpus = here("tests/corpus");
    let mut modules = Vec::new();
    let mut copy = 0;
    while modules.len() < 500 {
        modules.extend(files(&corpus, &format!("copy-{copy}")));
        copy += 1;
    }
    let mut group = criterion.benchmark_group("check_configuration");
    for (name, tree) in [("environment", &environment), ("500 files", &modules)] {
        let bytes = tree.iter().map(|(_, text)| text.len() as u64).sum();
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(name, |bencher| {
            bencher.iter(|| check_configuration(black_box(tree), catalog).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
