//! A table in Markdown whose columns line up, so that it can be read as it is.

/// Rows of cells under a head.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub fn new(head: &[&str]) -> Table {
        Table { rows: vec![head.iter().map(|&cell| cell.to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether it has a head only.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 1
    }

    /// The first column to the left, the others to the right.
    pub fn text(&self) -> String {
        let columns = self.rows[0].len();
        let width = |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let rule = widths.iter().enumerate().map(|(column, &width)| match column {
            0 => "-".repeat(width + 2),
            _ => "-".repeat(width + 1) + ":",
        });
        let rule = format!("|{}|\n", rule.collect::<Vec<_>>().join("|"));
        let lines = self.rows.iter().map(|row| line(row, &widths));
        let mut lines: Vec<String> = lines.collect();
        lines.insert(1, rule);
        lines.concat()
    }
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, &width))| match column {
        0 => format!(" {cell:<width$} "),
        _ => format!(" {cell:>width$} "),
    });
    format!("|{}|\n", cells.collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(&["a", "bc"]);
        table.row(["def".to_owned(), "1".to_owned()]);
        assert_eq!(table.text(), "| a   | bc |\n|-----|---:|\n| def |  1 |\n");
    }
}
