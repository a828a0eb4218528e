//! `handout review apply`: the words that a reviewer asked for, into the file of the text.

use super::asked_packets::KeptAnswer;
use super::packet::PACKETS;
use super::packet_reply::one_line;
use super::review::{LockedProject, locked, subject, typed};
use crate::cli::args::ApplyArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Sink};
use crate::model::LeafPath;
use crate::output;
use crate::packet::reply::PartReply;
use crate::review::digest::{CANON, Digest};
use crate::source::rewording::{NotReworded, renumber, reword};

/// Writes the changes that were asked for, and raises the revision.
///
/// # Errors
/// Where there is no such text or no change was asked for, or the file cannot be written.
pub fn run(global: &Global, args: &ApplyArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let Some(locked) = locked(global, today, terminal)? else { return Ok(Exit::Usage) };
    let subject = subject(&locked.project, &args.id, lang)?;
    let canonical = subject.canonical(CANON).unwrap_or_default();
    let digest = Digest::of(canonical.as_bytes());
    let file = subject.file();
    let path = global.root.join(file);
    let unreadable = |e| Failure::environment(format!("{} cannot be read: {e}", path.display()));
    let mut text = std::fs::read_to_string(&path).map_err(unreadable)?;
    let (mut sink, mut done) = (Sink::default(), Vec::new());
    for kept in replies(&locked, digest.as_str()) {
        for part in kept.reply.parts.iter().filter(|part| part.old.is_some() || part.new.is_some()) {
            let (Some(old), Some(new)) = (&part.old, &part.new) else {
                let what = format!("`{}` of the packet says what goes or what comes, not both", part.part);
                sink.push(left(file, what, "change the words yourself"));
                continue;
            };
            match rewritten(&text, part, old, new) {
                Ok(changed) => {
                    text = changed;
                    done.push(format!(
                        "{}: “{}” instead of “{}”, asked for by {}",
                        part.part,
                        one_line(new),
                        one_line(old),
                        kept.by
                    ));
                }
                Err(why) => {
                    let (why, hint) = match why {
                        NotReworded::NotThere => (
                            "do not stand in the file as they were typed",
                            "marks such as `**` may stand between them: change the words yourself",
                        ),
                        NotReworded::Several => ("stand there more than once", "change those that are meant yourself"),
                        NotReworded::ReadOtherwise => {
                            ("cannot be replaced without another change of the file", "change the words yourself")
                        }
                    };
                    sink.push(left(file, format!("the words “{}” of `{}` {why}", one_line(old), part.part), hint));
                }
            }
        }
    }
    if done.is_empty() && sink.is_empty() {
        return Err(format!("no answer to a packet of `{}` ({lang}) as it is now asks for other words", args.id).into());
    }
    if !done.is_empty() {
        let raised = renumber(&text, &LeafPath::root("revision"), subject.revision().saturating_add(1));
        text = raised.map_err(|_| "the number behind `revision:` cannot be raised")?;
        output::write(&path, text.as_bytes()).map_err(|e| Failure::unwritten(path.display(), &e))?;
        done.iter().for_each(|line| terminal.say(line));
        terminal.say(&format!(
            "wrote {file}: revision {}; make a new packet, which shows exactly these changes",
            subject.revision().saturating_add(1)
        ));
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, &Files::new());
    Ok(if findings.is_empty() { Exit::Done } else { Exit::Findings })
}

/// The answers to packets of exactly these words, the first first by their names.
fn replies(locked: &LockedProject, digest: &str) -> Vec<KeptAnswer> {
    let folder = format!("sources/reviews/{PACKETS}/");
    let files = locked.tree.below(&folder).filter(|(path, _)| path.ends_with(".json"));
    let kept = files.filter_map(|(_, file)| serde_json::from_slice::<KeptAnswer>(&file.bytes).ok());
    kept.filter(|kept| kept.packet.digest == digest).collect()
}

/// The file with the words of a part replaced.
fn rewritten(text: &str, part: &PartReply, old: &str, new: &str) -> Result<String, NotReworded> {
    let kinds = [("section-", "sections"), ("question-", "faq"), ("part-", "parts"), ("fact-", "facts")];
    let listed = kinds.iter().find_map(|(kind, list)| Some((list, part.part.strip_prefix(kind)?)));
    let paths: Vec<LeafPath> = match listed {
        Some((list, id)) => vec![LeafPath::root(list).join(id)],
        None if part.part == "introduction" => vec![LeafPath::root("introduction")],
        None => ["title", "audience", "summary", "main_message", "purpose", "funding", "get_help"]
            .map(LeafPath::root)
            .to_vec(),
    };
    let mut found = Err(NotReworded::NotThere);
    for path in paths {
        found = match (reword(text, &path, old, new), found) {
            (Err(NotReworded::NotThere), found) => found,
            (one, Err(NotReworded::NotThere)) => one,
            (_, _) => Err(NotReworded::Several),
        };
    }
    found
}

fn left(file: &str, what: String, hint: &str) -> Finding {
    Finding::new(Code::ReviewerAsks, what).at(file, 0..0).hint(hint)
}
