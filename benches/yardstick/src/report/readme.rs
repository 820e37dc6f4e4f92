//! Puts the table between two markers of a file.

use std::fs;
use std::path::Path;

/// Stands above the table.
const BEGIN: &str = "<!-- the yardstick's table: begin -->\n";
/// Stands below it.
const END: &str = "<!-- the yardstick's table: end -->\n";

/// Replaces what stands between the markers.
pub fn put(path: &Path, text: &str) -> Result<(), String> {
    let old = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let new = replaced(&old, text).ok_or_else(|| format!("{} lacks the lines\n{BEGIN}{END}", path.display()))?;
    fs::write(path, new).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn replaced(old: &str, text: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{text}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replaced};

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let old = format!("a\n{BEGIN}old\n{END}b\n");
        assert_eq!(replaced(&old, "new\n").unwrap(), format!("a\n{BEGIN}\nnew\n{END}b\n"));
        assert_eq!(replaced("a\n", "new\n"), None);
    }
}
