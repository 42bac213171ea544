//! Jobs side by side, one for each processor.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Runs every job and gives the results in the order of the jobs, or the error of the first job in
/// that order that failed. After an error no new job is begun.
pub(crate) fn run_all<J: Sync, R: Send, E: Send>(
    jobs: &[J],
    run: impl Fn(&J) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let results: Vec<Mutex<Option<Result<R, E>>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while !failed.load(Ordering::SeqCst) {
            let index = next.fetch_add(1, Ordering::SeqCst);
            let Some(job) = jobs.get(index) else {
                return;
            };
            let result = run(job);
            if result.is_err() {
                failed.store(true, Ordering::SeqCst);
            }
            if let Ok(mut slot) = results[index].lock() {
                *slot = Some(result);
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..workers.min(jobs.len()) {
            scope.spawn(work);
        }
        work();
    });
    // A job that was not begun stands behind the one that failed.
    results
        .into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..50).collect();
        let doubled = run_all(&jobs, |job| {
            thread::sleep(std::time::Duration::from_micros(50 - job));
            Ok::<_, ()>(job * 2)
        });
        assert_eq!(doubled, Ok((0..50).map(|job| job * 2).collect()));
    }

    #[test]
    fn an_error_ends_the_work() {
        let jobs: Vec<usize> = (0..1000).collect();
        let begun = AtomicUsize::new(0);
        let result = run_all(&jobs, |job| {
            begun.fetch_add(1, Ordering::SeqCst);
            if *job == 3 { Err("three") } else { Ok(()) }
        });
        assert_eq!(result, Err("three"));
        assert!(begun.load(Ordering::SeqCst) < 1000);
    }
}
