//! Puts a table between two markers of a file.

use std::fs;
use std::path::Path;

/// The line above the table.
const BEGIN: &str = "<!-- the yardstick's table: begin -->\n";
/// The line below it.
const END: &str = "<!-- the yardstick's table: end -->\n";

/// Replaces the lines between the markers of the file at `path`.
pub fn put(path: &Path, text: &str) -> Result<(), String> {
    let old = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let new = replaced(&old, text).ok_or_else(|| format!("{} lacks the lines\n{BEGIN}{END}", path.display()))?;
    fs::write(path, new).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn replaced(old: &str, text: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{text}\n{END}{after}").replace("\n\n\n", "\n\n"))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replaced};

    #[test]
    fn only_the_lines_between_the_markers_change() {
        let old = format!("a\n{BEGIN}old\n{END}b\n");
        assert_eq!(replaced(&old, "new\n").unwrap(), format!("a\n{BEGIN}\nnew\n\n{END}b\n"));
        assert_eq!(replaced("a\n", "new\n"), None);
    }
}
