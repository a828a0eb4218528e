//! The viewer of the system, in which people look at a PDF.

use std::io;
use std::path::Path;

/// Opens a file in the program that the system has for it, and does not wait for that.
///
/// # Errors
/// Where the system has none, or it cannot be started.
pub fn show(file: &Path) -> io::Result<()> {
    open::that_detached(file)
}
