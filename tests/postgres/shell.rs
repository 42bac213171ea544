use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What the shell prints when a command has ended, before its status.
const END: &str = "-- the command has ended:";

/// The shell of an administrator, in which the commands of the rendered README are run as they stand.
pub(crate) struct Shell {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// What a command printed, and whether it succeeded.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) succeeded: bool,
    pub(crate) text: String,
}

impl Ran {
    #[track_caller]
    pub(crate) fn expect_success(self) -> String {
        assert!(self.succeeded, "{}", self.text);
        self.text
    }

    /// The command was refused with these words.
    #[track_caller]
    pub(crate) fn expect_refusal(&self, words: &str) {
        assert!(!self.succeeded, "not refused ({words}): {}", self.text);
        assert!(
            self.text.contains(words),
            "`{words}` is not in: {}",
            self.text
        );
    }
}

impl Shell {
    pub(crate) fn new(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut shell = Self {
            process,
            input,
            output,
        };
        shell.run("exec 2>&1").expect_success();
        shell
    }

    pub(crate) fn run(&mut self, command: &str) -> Ran {
        // What a command reads is not what comes after it.
        writeln!(
            self.input,
            "{{ {command}\n}} < /dev/null; ended=$?; echo; echo '{END}' $ended"
        )
        .unwrap();
        let mut text = String::new();
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).unwrap();
            assert!(read > 0, "the shell has ended: {text}");
            if let Some(status) = line.strip_prefix(END) {
                let succeeded = status.trim() == "0";
                return Ran { succeeded, text };
            }
            text.push_str(&line);
        }
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
