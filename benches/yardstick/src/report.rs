//! What the samples say: tables, the chart.

pub mod brief;
pub mod chart;
pub mod compare;
pub mod details;
pub mod marked;
pub mod number;
pub mod overview;
pub mod summary;
pub mod table;

use std::fs;

use crate::options::Options;
use crate::sample::Samples;

/// Writes what the options want.
pub fn write(options: &Options, samples: &Samples) -> Result<(), String> {
    if options.list {
        return Ok(());
    }
    if options.details {
        print!("{}", details::text(options, samples));
    }
    let overview = overview::text(options, samples);
    print!("{overview}");
    if let Some(path) = &options.compare {
        print!("{}", compare::text(options, &Samples::read(path)?, samples));
    }
    if let Some(path) = &options.table {
        marked::put(path, &overview)?;
    }
    if let Some(path) = &options.readme {
        marked::put(path, &brief::text(options, samples))?;
    }
    if let Some(path) = &options.svg {
        fs::write(path, chart::draw(options, samples))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}
