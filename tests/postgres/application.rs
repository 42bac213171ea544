use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What psql prints when a statement has ended.
const END: &str = "-- the statement has ended";

/// One connection of the application, held open.
pub(crate) struct Session {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    pub(crate) fn open(mut psql: Command) -> Self {
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]);
        psql.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = psql.spawn().unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Self {
            process,
            input,
            output,
        }
    }

    /// The one value that `sql` gives, or nothing when there is no row; `None` when the connection has
    /// ended, or an error ended it.
    pub(crate) fn value(&mut self, sql: &str) -> Option<String> {
        writeln!(self.input, "{sql}\n\\echo {END}").ok()?;
        let mut text = String::new();
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).ok()?;
            match line.trim_end() {
                _ if read == 0 => return None,
                END => return Some(text),
                value => text.push_str(value),
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a writer knows for certain: the database has told it so.
#[derive(Debug, Default)]
pub(crate) struct Acknowledged {
    pub(crate) numbers: BTreeSet<u64>,
    pub(crate) first: Option<Instant>,
    pub(crate) last: Option<Instant>,
}

/// Writes transactions one after the other, each with a number of its own, until it is stopped or the
/// database refuses.
pub(crate) struct Writer {
    stopped: Arc<AtomicBool>,
    count: Arc<AtomicU64>,
    thread: JoinHandle<Acknowledged>,
}

/// A number of a transaction comes once in a test.
static NUMBERS: AtomicU64 = AtomicU64::new(1);

impl Writer {
    pub(crate) fn start(psql: Command) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let count = Arc::new(AtomicU64::new(0));
        let (told, counted) = (Arc::clone(&stopped), Arc::clone(&count));
        let thread = std::thread::spawn(move || write(psql, &told, &counted));
        Self {
            stopped,
            count,
            thread,
        }
    }

    /// Waits for so many more acknowledged transactions.
    pub(crate) fn wait_for(&self, more: u64) {
        let target = self.count.load(Ordering::SeqCst) + more;
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.count.load(Ordering::SeqCst) < target {
            assert!(Instant::now() < deadline, "the application cannot write");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn stop(self) -> Acknowledged {
        self.stopped.store(true, Ordering::SeqCst);
        self.thread.join().unwrap()
    }
}

fn write(psql: Command, stopped: &AtomicBool, count: &AtomicU64) -> Acknowledged {
    let mut session = Session::open(psql);
    let mut acknowledged = Acknowledged::default();
    while !stopped.load(Ordering::SeqCst) {
        let number = NUMBERS.fetch_add(1, Ordering::SeqCst);
        let sql = format!(
            "WITH counted AS (UPDATE public.events SET count = count + 1 WHERE what = 'event {}'), \
             changed AS (UPDATE public.accounts SET balance = balance + 1 WHERE id = {} RETURNING id) \
             INSERT INTO public.orders (account_id, number) SELECT id, {number} FROM changed RETURNING number;",
            number % 10,
            1 + number % 10
        );
        if session.value(&sql).as_deref() != Some(number.to_string().as_str()) {
            break;
        }
        let now = Instant::now();
        acknowledged.numbers.insert(number);
        acknowledged.first.get_or_insert(now);
        acknowledged.last = Some(now);
        count.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(2));
    }
    acknowledged
}
