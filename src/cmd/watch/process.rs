//! The other end of the worker: a process that is asked, waited for, and ended where it does not answer.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::answer::{LOADED, SeenAnswer, ViewQuestion};

/// How long pages may take.
const LONGEST: Duration = Duration::from_secs(5);

/// How long it may take to begin, and to read the project.
const LONGEST_LOAD: Duration = Duration::from_secs(60);

/// What came of a question.
pub(super) enum WorkerReply {
    /// An answer.
    Answered(Box<SeenAnswer>),
    /// None in the time that there is: the process was ended.
    TooLong,
    /// None at all: the process ended by itself, or could not be begun.
    Ended(String),
}

/// A process that sets pages, begun when it is first asked.
pub(super) struct Worker {
    /// The command line of the worker.
    line: Vec<std::ffi::OsString>,
    running: Option<Running>,
    turn: u64,
}

struct Running {
    child: Child,
    stdin: ChildStdin,
    answers: UnboundedReceiver<String>,
}

impl Worker {
    /// One of this program with such arguments.
    pub(super) fn new(line: Vec<std::ffi::OsString>) -> Self {
        Self { line, running: None, turn: 0 }
    }

    fn begin(&self) -> std::io::Result<Running> {
        let program = std::env::current_exe()?;
        let mut child = Command::new(program).args(&self.line).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("it has no pipes"));
        };
        let (send, answers) = unbounded_channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(stdout).lines();
            lines.map_while(Result::ok).take_while(|line| send.send(line.clone()).is_ok()).for_each(drop);
        });
        Ok(Running { child, stdin, answers })
    }

    /// Asks for a document, of which some drawings are known.
    pub(super) async fn ask(&mut self, view: &str, known: Vec<String>) -> WorkerReply {
        self.turn += 1;
        let turn = self.turn;
        let mut running = match self.running.take().map_or_else(|| self.begin(), Ok) {
            Ok(running) => running,
            Err(error) => return WorkerReply::Ended(error.to_string()),
        };
        let question = serde_json::to_string(&ViewQuestion { turn, view: view.to_owned(), known }).unwrap_or_default();
        if let Err(error) = writeln!(running.stdin, "{question}").and_then(|()| running.stdin.flush()) {
            end(running);
            return WorkerReply::Ended(error.to_string());
        }
        let mut longest = LONGEST_LOAD;
        loop {
            match tokio::time::timeout(longest, running.answers.recv()).await {
                Err(_) => {
                    end(running);
                    return WorkerReply::TooLong;
                }
                Ok(None) => {
                    end(running);
                    return WorkerReply::Ended("it ended while it set the pages".to_owned());
                }
                Ok(Some(line)) if line == LOADED => longest = LONGEST,
                Ok(Some(line)) => match serde_json::from_str::<SeenAnswer>(&line) {
                    Ok(answer) if answer.turn == turn => {
                        self.running = Some(running);
                        return WorkerReply::Answered(Box::new(answer));
                    }
                    Ok(_) => {}
                    Err(error) => {
                        end(running);
                        return WorkerReply::Ended(error.to_string());
                    }
                },
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.running.take().into_iter().for_each(end);
    }
}

/// Ends a process.
fn end(mut running: Running) {
    let _ = running.child.kill();
    let _ = running.child.wait();
}
