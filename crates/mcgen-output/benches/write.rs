//! Writing, re-checking and updating a large tree, against a writer that does nothing else.
//!
//! The folder is chosen with `MCGEN_BENCH_DIR`; a memory file system shows the cost of the code,
//! a disk the cost of the file system.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use criterion::{Criterion, criterion_group, criterion_main};
use mcgen_output::{PlanOptions, WritePlan};
use mcgen_render::{FileTree, TreePath};

const SIZES: [usize; 2] = [1_000, 10_000];
const FILES_IN_FOLDER: usize = 10;

fn tree(files: usize, revision: &str) -> FileTree {
    let body = "  name = \"a line of forty characters in all\"\n".repeat(52);
    let mut tree = FileTree::default();
    for number in 0..files {
        let (folder, file) = (number / FILES_IN_FOLDER, number % FILES_IN_FOLDER);
        let environment = format!("crm/environment-{folder:05}");
        let path = format!("environments/aws/environment-{folder:05}/file-{file}.tf");
        let contents = format!("# {number} {revision}\n{body}");
        let path = TreePath::parse(path).expect("a legal path");
        tree.add(path, contents, environment)
            .expect("no path twice");
    }
    tree
}

fn write_bare(tree: &FileTree, out: &Utf8Path) {
    let mut made = Utf8PathBuf::new();
    for (path, file) in tree.iter() {
        let path = out.join(path.as_path());
        let folder = path.parent().expect("a folder");
        if folder != made {
            fs::create_dir_all(folder).expect("a folder");
            folder.clone_into(&mut made);
        }
        fs::write(&path, file.contents.as_bytes()).expect("a written file");
    }
}

fn write_planned(tree: &FileTree, out: &Utf8Path) {
    let plan = WritePlan::prepare(tree, out, &PlanOptions::default()).expect("a plan");
    plan.apply().expect("written files");
}

fn base() -> tempfile::TempDir {
    match std::env::var_os("MCGEN_BENCH_DIR") {
        Some(folder) => tempfile::tempdir_in(folder).expect("a folder"),
        None => tempfile::tempdir().expect("a folder"),
    }
}

/// Times `write` in a new folder each time; the folder is removed outside the measurement.
fn in_new_folders(rounds: u64, write: impl Fn(&Utf8Path)) -> Duration {
    let base = base();
    let out = Utf8Path::from_path(base.path())
        .expect("a UTF-8 path")
        .join("out");
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            write(&out);
            let took = start.elapsed();
            fs::remove_dir_all(&out).expect("a removed folder");
            took
        })
        .sum()
}

fn benches(criterion: &mut Criterion) {
    for files in SIZES {
        let (old, new) = (tree(files, "old"), tree(files, "new"));
        let mut group = criterion.benchmark_group(format!("{files} files"));
        group.sample_size(10);
        group.bench_function("bare writer", |bencher| {
            bencher.iter_custom(|rounds| in_new_folders(rounds, |out| write_bare(&old, out)));
        });
        group.bench_function("first write", |bencher| {
            bencher.iter_custom(|rounds| in_new_folders(rounds, |out| write_planned(&old, out)));
        });

        let base = base();
        let out = Utf8Path::from_path(base.path()).expect("a UTF-8 path");
        write_planned(&new, out);
        group.bench_function("nothing to change", |bencher| {
            bencher.iter(|| {
                let plan = WritePlan::prepare(&new, out, &PlanOptions::default()).expect("a plan");
                assert!(black_box(plan).is_clean());
            });
        });
        group.bench_function("everything changes", |bencher| {
            bencher.iter_custom(|rounds| {
                (0..rounds)
                    .map(|_| {
                        write_planned(&old, out);
                        let start = Instant::now();
                        write_planned(&new, out);
                        start.elapsed()
                    })
                    .sum()
            });
        });
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
