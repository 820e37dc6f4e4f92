//! What the samples say: tables, the chart.

pub mod chart;
pub mod details;
pub mod number;
pub mod overview;
pub mod readme;
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
    if let Some(path) = &options.readme {
        readme::put(path, &overview)?;
    }
    if let Some(path) = &options.svg {
        fs::write(path, chart::draw(options, samples))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}
