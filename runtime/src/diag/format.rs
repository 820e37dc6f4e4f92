//! Go's texts: a dump goroutine by goroutine, and one with the goroutines of a kind counted.

use std::collections::HashMap;
use std::fmt;
use std::panic::Location;

use super::dump::{Dump, Goroutine, Wait};

/// Goroutines of a kind, counted; `Display` is Go's format, the largest first.
#[derive(Clone, Debug)]
pub struct Grouped<'a> {
    groups: Vec<Group<'a>>,
}

/// Goroutines that were started at one place and wait for the same reason at one place.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    count: usize,
    example: &'a Goroutine,
}

impl Group<'_> {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// One of them.
    #[must_use]
    pub fn example(&self) -> &Goroutine {
        self.example
    }
}

impl<'a> Grouped<'a> {
    pub(super) fn new(goroutines: &'a [Goroutine]) -> Grouped<'a> {
        let mut index = HashMap::new();
        let mut groups: Vec<Group<'a>> = Vec::new();
        for goroutine in goroutines {
            let places: Vec<_> = goroutine.waits().iter().map(Wait::at).collect();
            let kind = (goroutine.state(), goroutine.is_leaked(), goroutine.created_at(), places);
            let at = *index.entry(kind).or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.count += 1,
                None => groups.push(Group { count: 1, example: goroutine }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        Grouped { groups }
    }

    /// The groups, the largest first.
    #[must_use]
    pub fn groups(&self) -> &[Group<'a>] {
        &self.groups
    }
}

/// Shows `goroutine profile: total 1001`, and for each group `1000 @ FILE:LINE` and what is common
/// to it.
impl fmt::Display for Grouped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: usize = self.groups.iter().map(Group::count).sum();
        writeln!(f, "goroutine profile: total {total}")?;
        for Group { count, example } in &self.groups {
            write!(f, "{count} @")?;
            example.waits().iter().try_for_each(|wait| write!(f, " {}", FileAndLine(wait.at())))?;
            writeln!(f, "\n#\t[{}]", Bracket(example))?;
            if let Some((created, place)) = example.origin().trim_end().split_once("\n\t") {
                writeln!(f, "#\t{created}\t{place}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// Shows each goroutine as Go does, with a blank line in between.
impl fmt::Display for Dump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, goroutine) in self.goroutines.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{goroutine}")?;
        }
        match self.unanswered() {
            0 => Ok(()),
            more => writeln!(f, "\n...{more} more goroutines: all workers are in long runs..."),
        }
    }
}

/// Shows `goroutine 7 [chan receive]:`, where and on what it waits, and who created it.
impl fmt::Display for Goroutine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "goroutine {} [{}]:", self.id(), Bracket(self))?;
        for wait in self.waits() {
            writeln!(f, "\t{}", FileAndLine(wait.at()))?;
            wait.channels().try_for_each(|channel| writeln!(f, "\t\t{channel}"))?;
            wait.holder().map_or(Ok(()), |id| writeln!(f, "\t\tlocked by goroutine {id}"))?;
            wait.socket().map_or(Ok(()), |socket| writeln!(f, "\t\t{socket}"))?;
            let start = self.created_at();
            let inner = |at: &&&Location<'_>| (at.file(), at.line()) != (start.file(), start.line());
            wait.callers().iter().filter(inner).try_for_each(|at| writeln!(f, "\t{}", FileAndLine(at)))?;
        }
        f.write_str(&self.origin())
    }
}

/// The text in the brackets of a header.
struct Bracket<'a>(&'a Goroutine);

impl fmt::Display for Bracket<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.state())?;
        if self.0.is_leaked() { f.write_str(" (leaked)") } else { Ok(()) }
    }
}

/// `FILE:LINE`.
struct FileAndLine(&'static Location<'static>);

impl fmt::Display for FileAndLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0.file(), self.0.line())
    }
}
