use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often a thread looks whether it must end.
const TICK: Duration = Duration::from_millis(5);

#[derive(Default)]
struct State {
    hangs: AtomicBool,
    cut: AtomicBool,
    ended: AtomicBool,
}

/// The link between the clouds: it passes on what comes for a port. One that hangs still accepts connections,
/// and answers nothing; one that is cut ends them.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    state: Arc<State>,
    acceptor: Option<JoinHandle<()>>,
}

impl Proxy {
    pub(crate) fn to(target: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let acceptor = std::thread::spawn(move || accept(&listener, target, &shared));
        Self {
            port,
            state,
            acceptor: Some(acceptor),
        }
    }

    pub(crate) fn hang(&self) {
        self.state.hangs.store(true, Ordering::SeqCst);
    }

    pub(crate) fn cut(&self) {
        self.state.cut.store(true, Ordering::SeqCst);
    }

    pub(crate) fn recover(&self) {
        self.state.cut.store(false, Ordering::SeqCst);
        self.state.hangs.store(false, Ordering::SeqCst);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

fn accept(listener: &TcpListener, target: u16, state: &Arc<State>) {
    let mut threads = Vec::new();
    while !state.ended.load(Ordering::SeqCst) {
        let Ok((near, _)) = listener.accept() else {
            std::thread::sleep(TICK);
            continue;
        };
        if state.cut.load(Ordering::SeqCst) {
            continue;
        }
        // A connection that was made while nothing passed is never carried on.
        let dead = state.hangs.load(Ordering::SeqCst);
        let Ok(far) = TcpStream::connect((Ipv4Addr::LOCALHOST, target)) else {
            continue;
        };
        near.set_nonblocking(false).unwrap();
        let streams = [
            (near.try_clone().unwrap(), far.try_clone().unwrap()),
            (far, near),
        ];
        for (from, to) in streams {
            let state = Arc::clone(state);
            threads.push(std::thread::spawn(move || pass(from, to, dead, &state)));
        }
    }
    for thread in threads {
        let _ = thread.join();
    }
}

/// Carries bytes one way until either side ends.
fn pass(mut from: TcpStream, mut to: TcpStream, dead: bool, state: &State) {
    let mut buffer = [0; 16 * 1024];
    let _ = from.set_read_timeout(Some(TICK));
    let ends = || state.ended.load(Ordering::SeqCst) || state.cut.load(Ordering::SeqCst);
    while !ends() {
        if dead || state.hangs.load(Ordering::SeqCst) {
            std::thread::sleep(TICK);
            continue;
        }
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) if to.write_all(&buffer[..read]).is_ok() => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Ok(_) | Err(_) => break,
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
