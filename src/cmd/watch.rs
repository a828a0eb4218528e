//! `handout watch`: the pages of a text in a browser, made anew whenever a file is saved.

mod answer;
mod desk;
mod process;
mod server;
mod worker;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::net::TcpListener;
use tokio::task::LocalSet;

use self::desk::Desk;
use self::process::{Worker, WorkerReply};
use self::server::Site;
use crate::cli::args::WatchArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::cli::viewer;
use crate::project::{SOURCE_FOLDERS, is_source_name};

/// How long files must be left alone before they are read: editors write a file in several steps.
const STILL: Duration = Duration::from_millis(12);

/// Watches until it is stopped.
///
/// # Errors
/// Where no port can be had, or files cannot be watched.
pub fn run(global: &Global, args: &WatchArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if args.worker {
        return Ok(worker::serve(global, &args.documents.selection(), args.today));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, watch(global, args, terminal))
}

async fn watch(global: &Global, args: &WatchArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let desk = Arc::new(Desk::new());
    let mut watched = Watched::new(&global.here.join(&global.root), desk.clone())?;
    watched.follow()?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let taken = |e: std::io::Error| Failure::environment(format!("{address} cannot be listened on: {e}"));
    let listener = TcpListener::bind(address).await.map_err(taken)?;
    let port = listener.local_addr().map_err(taken)?.port();
    let secret = secret()?;
    let shown = format!("http://127.0.0.1:{port}/?t={secret}");
    terminal.result(&format!("watching {}; look at {shown}", global.shown(&global.root)));
    terminal.say("stop with Ctrl+C; what is shown is not written anywhere: `handout build` does that");
    let site = Arc::new(Site::new(desk.clone(), port, secret));
    if args.open {
        // Whoever lists the processes of this machine sees what a browser is begun with: so it is good once.
        let once = format!("http://127.0.0.1:{port}/once/{}", site.once(self::secret()?));
        if let Err(error) = viewer::show(Path::new(&once)) {
            terminal.say(&format!("no browser was opened ({error}): open the address above yourself"));
        }
    }
    tokio::task::spawn_local(server::serve(listener, site));
    make(&desk, Worker::new(worker_line(global, args)), watched).await;
    Ok(Exit::Done)
}

/// Makes whatever is due, one document after the other.
async fn make(desk: &Desk, mut worker: Worker, mut watched: Watched) {
    loop {
        desk.work.notified().await;
        tokio::time::sleep(STILL).await;
        // A folder that came later, or came back, is followed from now on; one that is gone is seen by its parent.
        let _ = watched.follow();
        while let Some(view) = desk.take_due() {
            match worker.ask(&view, desk.known(&view)).await {
                WorkerReply::Answered(answer) => desk.put(&view, *answer),
                WorkerReply::TooLong => desk.put_problem(
                    &view,
                    "The pages took more than 5 seconds and were given up: a layout that was changed last may never end.",
                ),
                WorkerReply::Ended(why) => desk.put_problem(&view, &format!("The pages could not be made: {why}.")),
            }
        }
    }
}

/// The files of a project, of which the desk is told that they changed.
struct Watched {
    root: PathBuf,
    watcher: RecommendedWatcher,
    /// The folders that are followed.
    followed: BTreeSet<PathBuf>,
    /// Whether one of them came, went or was replaced: what is followed may be the folder that was there before.
    replaced: Arc<AtomicBool>,
}

impl Watched {
    fn new(root: &Path, desk: Arc<Desk>) -> Result<Self, Failure> {
        let replaced = Arc::new(AtomicBool::new(false));
        let seen = replaced.clone();
        // Systems tell of files by the path that is followed, or by the one that links lead to.
        let mut projects = vec![root.to_owned()];
        projects.extend(root.canonicalize());
        let changed = move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            let is_any = |event: &Event, of: fn(&Path, &Path) -> bool| {
                event.paths.iter().any(|path| projects.iter().any(|project| of(path, project)))
            };
            // Files that are read and folders that are listed change nothing: whoever makes the pages does both.
            if matches!(event.kind, EventKind::Access(_)) && !event.need_rescan() {
                return;
            }
            let is_replaced = event.need_rescan() || is_any(&event, is_followed_folder);
            if is_replaced {
                seen.store(true, Ordering::Relaxed);
            }
            if is_replaced || is_any(&event, is_read) {
                desk.changed();
            }
        };
        let watcher = notify::recommended_watcher(changed).map_err(|e| unseen(&e))?;
        Ok(Self { root: root.to_owned(), watcher, followed: BTreeSet::new(), replaced })
    }

    /// Follows the folders that are there and were not before, or are other ones now.
    fn follow(&mut self) -> Result<(), Failure> {
        if self.replaced.swap(false, Ordering::Relaxed) {
            for path in std::mem::take(&mut self.followed) {
                let _ = self.watcher.unwatch(&path);
            }
        }
        // The folder that holds the project tells where the project itself is moved or replaced; it may be nobody's to see.
        if let Some(above) = self.root.parent().filter(|above| !self.followed.contains(*above)) {
            let above = above.to_owned();
            if self.watcher.watch(&above, RecursiveMode::NonRecursive).is_ok() {
                self.followed.insert(above);
            }
        }
        let mut failed = Ok(());
        let folders = SOURCE_FOLDERS.map(|folder| (self.root.join(folder), RecursiveMode::Recursive));
        for (path, mode) in [(self.root.clone(), RecursiveMode::NonRecursive)].into_iter().chain(folders) {
            if !path.is_dir() {
                if self.followed.remove(&path) {
                    let _ = self.watcher.unwatch(&path);
                }
            } else if !self.followed.contains(&path) {
                // The others are followed all the same, and this one is tried again at the next change.
                match self.watcher.watch(&path, mode) {
                    Ok(()) => drop(self.followed.insert(path)),
                    Err(error) => failed = Err(unseen(&error)),
                }
            }
        }
        failed
    }
}

/// Whether a path is that of the project, or of a folder in it that is read.
fn is_followed_folder(path: &Path, project: &Path) -> bool {
    path == project || path.parent() == Some(project) && SOURCE_FOLDERS.iter().any(|folder| path.ends_with(folder))
}

/// Whether a path is of a file that is read: those that editors keep for themselves are not.
fn is_read(path: &Path, project: &Path) -> bool {
    let Ok(below) = path.strip_prefix(project) else { return false };
    let mut names = below.iter().map(std::ffi::OsStr::to_string_lossy);
    names.next().is_some_and(|first| SOURCE_FOLDERS.contains(&&*first)) && names.all(|name| is_source_name(&name))
}

fn unseen(error: &notify::Error) -> Failure {
    Failure::environment(format!("the files of the project cannot be watched: {error}"))
}

/// How this program is begun as a worker.
fn worker_line(global: &Global, args: &WatchArgs) -> Vec<OsString> {
    let mut line: Vec<OsString> = vec!["watch".into(), "--worker".into(), "--project".into()];
    line.push(global.here.join(&global.root).into());
    line.extend(args.documents.ids.iter().map(Into::into));
    let mut add = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            line.push(format!("{name}={}", values.join(",")).into());
        }
    };
    add("--lang", args.documents.lang.clone());
    add("--product", args.documents.product.iter().map(|product| product.as_str().to_owned()).collect());
    add("--clinic", args.documents.clinic.clone());
    add("--paper", args.documents.paper.iter().map(|paper| paper.as_str().to_owned()).collect());
    add("--today", args.today.iter().map(ToString::to_string).collect());
    line
}

/// A secret of 128 bits that nobody can guess.
fn secret() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|e| Failure::environment(format!("this system gives no random numbers: {e}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
