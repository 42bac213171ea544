//! The figures as Markdown, ready for `docs/performance.md`.

use std::fmt::Write as _;
use std::time::Duration;

use crate::measure::Runs;

/// What was measured for one number of environments.
pub(crate) struct Figures {
    pub(crate) environments: usize,
    pub(crate) files: usize,
    pub(crate) bytes: usize,
    /// A program that only writes.
    pub(crate) bare: Runs,
    /// `mcgen render` to a folder that does not exist.
    pub(crate) first: Runs,
    /// The same again.
    pub(crate) again: Runs,
    /// `mcgen render --check` of an up-to-date folder.
    pub(crate) check: Runs,
}

pub(crate) fn table(figures: &[Figures]) -> String {
    let mut table = String::from(
        "| environments | files | MB | run | wall (fastest to slowest), ms | CPU, ms | peak, MB | wall / bare |\n\
         |---:|---:|---:|---|---|---:|---:|---:|\n",
    );
    for figure in figures {
        let runs = [
            ("bare writer", &figure.bare),
            ("first render", &figure.first),
            ("render again", &figure.again),
            ("`--check`", &figure.check),
        ];
        for (name, runs) in runs {
            let (fastest, slowest) = runs.range();
            let _ = writeln!(
                table,
                "| {} | {} | {:.1} | {name} | {:.1} ({:.1} to {:.1}) | {:.1} | {:.1} | {:.2} |",
                figure.environments,
                figure.files,
                megabytes(figure.bytes as u64),
                milliseconds(runs.wall()),
                milliseconds(fastest),
                milliseconds(slowest),
                milliseconds(runs.cpu()),
                megabytes(runs.memory()),
                runs.wall().as_secs_f64() / figure.bare.wall().as_secs_f64(),
            );
        }
    }
    table
}

/// How the time for one environment changes from one size to the next.
pub(crate) fn growth(figures: &[Figures]) -> String {
    let mut text = String::new();
    for pair in figures.windows(2) {
        let [small, large] = pair else { continue };
        let _ = writeln!(
            text,
            "from {} to {} environments, the time for one changes by {:.2} (bare writer: {:.2})",
            small.environments,
            large.environments,
            each(large, &large.first) / each(small, &small.first),
            each(large, &large.bare) / each(small, &small.bare),
        );
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "these are small numbers")]
fn each(figure: &Figures, runs: &Runs) -> f64 {
    runs.wall().as_secs_f64() / figure.environments as f64
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "bytes of files and of memory")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
