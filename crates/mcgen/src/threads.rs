use std::num::NonZero;
use std::thread;

/// With fewer environments for each, a thread costs more than it saves: it renders the shapes anew.
const WORTH_A_THREAD: usize = 32;

/// How many threads to share so many environments among; 0 or 1 is none.
pub(crate) fn threads_for(environments: usize) -> usize {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    processors.min(environments / WORTH_A_THREAD)
}
