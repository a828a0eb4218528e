//! The viewer of the system, in which people look at a PDF.

use std::io;
use std::path::Path;

/// Opens a file or an address in the program that the system has for it, and does not wait for that.
///
/// # Errors
/// Where the system has none, or it cannot be started.
pub fn show(what: &Path) -> io::Result<()> {
    open::that_detached(what).map_err(|error| match error.kind() {
        // A program that failed is told of by its command line and a number.
        io::ErrorKind::Other => io::Error::other("this system has no program that opens it"),
        _ => error,
    })
}
