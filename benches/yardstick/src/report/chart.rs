//! The chart of the README: bars of goroutines, the best peer and Go, as parts of what Go takes.

use std::fmt::Write as _;

use super::number::{ratio, short};
use super::overview::Row;
use crate::options::Options;
use crate::sample::{Allocator, Samples};
use crate::workload::Workload;
use crate::workloads;

/// Widths and heights, in pixels.
const LABEL: f64 = 300.0;
const BARS: f64 = 420.0;
const WIDTH: f64 = LABEL + BARS + 150.0;
const HEAD: f64 = 64.0;
const BAR: f64 = 8.0;
const ROW: f64 = 40.0;
/// Bars end here, as a part of Go; longer ones are cut, and marked.
const LONGEST: f64 = 1.25;

const STYLE: &str = "
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 15px; font-weight: 600 }
  .value { font-size: 10px; fill: #57606a }
  .goroutines { fill: #0b7a75 } .peer { fill: #e09f3e } .go { fill: #a8b3bd }
  .line { stroke: #a8b3bd; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .value { fill: #9aa4ae }
    .goroutines { fill: #2fb5ad } .go { fill: #6e7781 } .line { stroke: #6e7781 }
  }
";

/// The chart as SVG: the first figure of each workload that Go does too, in the first of the
/// allocators.
pub fn draw(options: &Options, samples: &Samples) -> String {
    let allocator = options.allocators.first().copied().unwrap_or(Allocator::System);
    let charted = workloads::ALL.iter().filter(|workload| workload.charted && options.wants(workload.name));
    let rows = charted.filter_map(|workload| {
        let row = Row::read(samples, workload, &workload.figures[0], allocator, options.workers)?;
        row.go.map(|go| (*workload, go.median, row))
    });
    let rows: Vec<_> = rows.collect();
    let height = HEAD + rows.len() as f64 * ROW + 12.0;
    let mut svg = head(height, allocator, options.workers);
    for (i, (workload, go, row)) in rows.iter().enumerate() {
        draw_row(&mut svg, HEAD + i as f64 * ROW, workload, *go, row);
    }
    let x = LABEL + BARS / LONGEST;
    let _ = writeln!(svg, r#"<path class="line" d="M{x} {HEAD}V{}"/>"#, height - 12.0);
    svg + "</svg>\n"
}

fn head(height: f64, allocator: Allocator, workers: usize) -> String {
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="goroutines, the best peer and Go, as parts of Go">"#
    );
    let _ = writeln!(svg, "\n<style>{STYLE}</style>");
    let _ = writeln!(
        svg,
        r#"<text class="title" x="12" y="24">What Go takes is 1; shorter is better</text>
<text class="value" x="12" y="42">{workers} workers, Rust with the {allocator} allocator, medians</text>"#
    );
    for (i, (class, name)) in
        [("goroutines", "goroutines"), ("peer", "the best Rust peer"), ("go", "Go")].into_iter().enumerate()
    {
        let x = LABEL + i as f64 * 150.0;
        let _ = writeln!(
            svg,
            r#"<rect class="{class}" x="{x}" y="33" width="10" height="10" rx="2"/><text x="{}" y="42">{name}</text>"#,
            x + 15.0
        );
    }
    svg
}

/// Three bars, and what they are.
fn draw_row(svg: &mut String, top: f64, workload: &Workload, go: f64, row: &Row) {
    let unit = workload.figures[0].unit.symbol();
    let label = super::details::name(workload, &workload.figures[0]);
    let (first, second) = label.split_once(": ").or_else(|| label.split_once(", ")).unwrap_or((&label, ""));
    let middle = top + if second.is_empty() { 22.0 } else { 15.0 };
    let _ = writeln!(svg, r#"<text x="12" y="{middle}">{}</text>"#, escaped(first));
    if !second.is_empty() {
        let _ = writeln!(svg, r#"<text class="value" x="12" y="{}">{}</text>"#, middle + 14.0, escaped(second));
    }
    let best = row.best.as_ref().map(|(peer, best)| ("peer", peer.as_str(), best.median));
    let bars = [Some(("goroutines", "", row.ours.median)), best, Some(("go", "", go))];
    for (i, (class, name, median)) in bars.into_iter().flatten().enumerate() {
        let y = top + 4.0 + i as f64 * (BAR + 3.0);
        let part = median / go;
        let width = (part.min(LONGEST) * BARS / LONGEST).max(1.0);
        let times = if class == "go" { String::new() } else { format!(" · {}", ratio(part)) };
        let cut = if part > LONGEST { " →" } else { "" };
        let _ = writeln!(
            svg,
            r#"<rect class="{class}" x="{LABEL}" y="{y}" width="{width:.1}" height="{BAR}" rx="2"/><text class="value" x="{:.1}" y="{}">{} {unit}{times}{cut} {}</text>"#,
            LABEL + width + 6.0,
            y + BAR,
            short(median),
            escaped(name),
        );
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('`', "")
}
