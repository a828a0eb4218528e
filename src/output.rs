//! Writing files so that a reader sees the old one or the new one, whole; and one writer at a time.

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

const PREFIX: &str = ".handout-";
const SUFFIX: &str = ".tmp";

/// The name of the file in a folder that its writer holds locked. It stays: taking it away would let two writers hold
/// two files of that name.
pub const LOCK: &str = ".handout.lock";

/// A folder that nobody else writes to, until this is dropped or the program ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Makes a folder where there is none, and locks it; `None` where somebody else holds it.
///
/// # Errors
/// Where the folder cannot be made or the file system cannot lock.
pub fn lock(folder: &Path) -> io::Result<Option<Lock>> {
    std::fs::create_dir_all(folder)?;
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Removes what killed runs left half written in a folder; only for the one who holds the lock.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX)) {
            // What cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Writes to a temporary file beside the target, syncs it, and renames it over the target.
///
/// # Errors
/// Where the folder cannot be made or the file cannot be written; the old file is still there then.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder_of(path))?;
    put(path, bytes, false, true)
}

/// Writes a new folder with files, all of them or none: it is made beside its place and renamed to it.
///
/// # Errors
/// Where a file cannot be written, or something stands at its place by now; nothing is there then.
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let parent = folder_of(folder);
    std::fs::create_dir_all(parent)?;
    let made = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempdir_in(parent)?;
    for (name, bytes) in files {
        put(&made.path().join(name), bytes, false, false)?;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary folders are private; a guide is for everybody who may read the project.
        std::fs::set_permissions(made.path(), std::fs::Permissions::from_mode(0o755))?;
    }
    if folder.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "it is there already"));
    }
    std::fs::rename(made.path(), folder)?;
    // It is no temporary one any more.
    let _ = made.keep();
    Ok(())
}

/// The same for files with what families wrote, which write over nothing unless `replace` says so: only their owner may read them, and a folder made for them is closed to
/// others too, where the system has such rights.
///
/// # Errors
/// Where the folder cannot be made or the file cannot be written; the old file is still there then.
pub fn write_private(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder_of(path))?;
    put(path, bytes, true, replace)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn put(path: &Path, bytes: &[u8], private: bool, replace: bool) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    if !private {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private; a handout is for everybody who may read the folder.
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = private;
    // Not a look beforehand alone: another run may be writing the same file.
    match replace {
        true => file.persist(path),
        false => file.persist_noclobber(path),
    }
    .map_err(|e| e.error)?;
    Ok(())
}
