//! Writing files so that a reader sees the old one or the new one, whole.

use std::io::{self, Write};
use std::path::Path;

/// Writes to a temporary file beside the target, syncs it, and renames it over the target.
///
/// # Errors
/// Where the folder cannot be made or the file cannot be written; the old file is still there then.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".handout-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private; a handout is for everybody who may read the folder.
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
