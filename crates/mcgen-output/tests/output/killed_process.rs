//! Real processes, killed at moments nobody chose.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::Out;
use mcgen_output::STAGE_NAME;

const OUT: &str = "MCGEN_TEST_KILLED_OUT";
const FILES: usize = 400;

/// Two revisions with files in common, files of their own, and contents of a visible length.
fn files(revision: usize) -> Vec<(String, String)> {
    (0..FILES)
        .filter(|number| number % 5 != revision % 5)
        .map(|number| {
            let path = format!("environments/e{}/{number}.tf", number % 40);
            (path, format!("# {number} {revision}\n").repeat(50))
        })
        .collect()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect()
}

/// Not a test of its own: the process that is killed. It writes two revisions in turn for ever.
#[test]
fn writer() {
    let Some(path) = std::env::var_os(OUT) else {
        return;
    };
    let path = camino::Utf8PathBuf::from_path_buf(path.into()).unwrap();
    for revision in 0.. {
        let files = files(revision % 2);
        let tree = crate::common::tree(&borrowed(&files));
        mcgen_output::WritePlan::prepare(&tree, &path, &crate::common::options(false))
            .unwrap()
            .apply()
            .unwrap();
    }
}

#[test]
fn a_killed_process_leaves_whole_files_and_the_next_run_repairs_the_rest() {
    let out = Out::new();
    let whole: Vec<_> = (0..3).flat_map(files).collect();
    let mut interrupted = 0;
    for round in 0..25_u64 {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed_process::writer", "--test-threads=1"])
            .env(OUT, out.path.as_str())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_until_it_writes(&out, &mut process);
        // Later each round, so that staging, renaming and deleting are all met.
        std::thread::sleep(Duration::from_micros(round * 400));
        process.kill().unwrap();
        process.wait().unwrap();

        interrupted += u32::from(out.join(STAGE_NAME).exists());
        let files_left = out.files().into_iter();
        for path in files_left.filter(|path| !path.starts_with(STAGE_NAME)) {
            let text = out.read(&path);
            let is_whole = whole
                .iter()
                .any(|(known, whole)| *known == path && *whole == text);
            assert!(is_whole, "{path} is neither old nor new after kill {round}");
        }
        if round % 3 == 0 {
            // Sometimes one of the two revisions on their way, sometimes another.
            let next = files(usize::try_from(round % 2 * 2).unwrap());
            out.render(&borrowed(&next));
            assert_eq!(
                out.listing(),
                Out::with(&borrowed(&next)).listing(),
                "{round}"
            );
        }
    }
    assert!(interrupted > 0, "no run was killed while it wrote");
}

fn wait_until_it_writes(out: &Out, process: &mut Child) {
    let end = Instant::now() + Duration::from_secs(30);
    while !out.join(STAGE_NAME).exists() {
        assert!(
            process.try_wait().unwrap().is_none(),
            "the writer ended by itself"
        );
        assert!(Instant::now() < end, "the writer does not write");
    }
}
