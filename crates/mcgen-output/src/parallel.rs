//! Work spread over threads, with results in the order of the input.

use std::num::NonZero;
use std::thread;

/// Below this many items, starting threads costs more than it saves.
const WORTHWHILE: usize = 256;

/// More threads than this wait for each other in the file system.
const MOST_THREADS: usize = 8;

/// Where a thread reads a file to; it takes memory when it is first used.
#[derive(Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    /// Bytes read at a time.
    const LENGTH: usize = 64 * 1024;

    pub(crate) fn bytes(&mut self) -> &mut [u8] {
        if self.0.is_empty() {
            self.0 = vec![0; Self::LENGTH];
        }
        &mut self.0
    }
}

/// Calls `work` for every item and returns the results in order, or the error of the first part
/// that failed. Each thread lends its own read buffer.
pub(crate) fn try_map<T, R, E>(
    items: &[T],
    work: impl Fn(&mut Buffer, &T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
{
    try_map_on(thread_count(items.len()), items, work)
}

fn thread_count(items: usize) -> usize {
    if items < WORTHWHILE {
        return 1;
    }
    thread::available_parallelism().map_or(1, |count: NonZero<usize>| count.get().min(MOST_THREADS))
}

fn try_map_on<T, R, E>(
    threads: usize,
    items: &[T],
    work: impl Fn(&mut Buffer, &T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
{
    let part = |items: &[T]| -> Result<Vec<R>, E> {
        let mut buffer = Buffer::default();
        items.iter().map(|item| work(&mut buffer, item)).collect()
    };
    if threads <= 1 || items.len() <= 1 {
        return part(items);
    }
    let part = &part;
    thread::scope(|scope| {
        // Collected first: every thread must have started before the first is waited for.
        let running: Vec<_> = items
            .chunks(items.len().div_ceil(threads))
            .map(|items| scope.spawn(move || part(items)))
            .collect();
        let mut results = Vec::with_capacity(items.len());
        for thread in running {
            match thread.join() {
                Ok(done) => results.extend(done?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(results)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        for threads in [1, 2, 3, 7] {
            let doubled: Result<Vec<u32>, ()> = try_map_on(threads, &items, |_, item| Ok(item * 2));
            assert_eq!(doubled.unwrap(), (0..2000).step_by(2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_part_that_failed_decides_the_error() {
        let items: Vec<u32> = (0..1000).collect();
        let failed: Result<Vec<u32>, u32> = try_map_on(4, &items, |_, item| {
            if item % 300 == 299 { Err(*item) } else { Ok(0) }
        });
        assert_eq!(failed.unwrap_err(), 299);
    }

    #[test]
    fn no_items_need_no_thread() {
        let nothing: Result<Vec<u32>, ()> = try_map_on(4, &[], |_, item: &u32| Ok(*item));
        assert!(nothing.unwrap().is_empty());
    }
}
