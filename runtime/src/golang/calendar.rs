//! Times and durations as Go prints them.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::dispatch::zero::zero_time;

/// `1h2m3.5s`, `1.5ms`, `2µs`, `0s`
pub(super) fn duration(duration: Duration) -> String {
    let nanos = duration.as_nanos();
    match nanos {
        0 => "0s".to_owned(),
        1..1_000 => format!("{nanos}ns"),
        1_000..1_000_000 => format!("{}µs", decimal(nanos, 1_000)),
        1_000_000..1_000_000_000 => format!("{}ms", decimal(nanos, 1_000_000)),
        _ => {
            let seconds = duration.as_secs();
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            let rest = u128::from(seconds % 60) * 1_000_000_000 + u128::from(duration.subsec_nanos());
            let rest = decimal(rest, 1_000_000_000);
            match (hours, minutes) {
                (0, 0) => format!("{rest}s"),
                (0, _) => format!("{minutes}m{rest}s"),
                _ => format!("{hours}h{minutes}m{rest}s"),
            }
        }
    }
}

/// `number / unit`, without zeros at the end.
fn decimal(number: u128, unit: u128) -> String {
    let digits = unit.ilog10() as usize;
    let fraction = format!("{:0digits$}", number % unit);
    let fraction = fraction.trim_end_matches('0');
    let whole = number / unit;
    if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") }
}

/// `2009-11-10 23:00:00.123456789 +0000 UTC`
pub(super) fn instant(instant: Instant) -> String {
    if instant == zero_time() {
        return "0001-01-01 00:00:00 +0000 UTC".to_owned();
    }
    let since = wall(instant).duration_since(UNIX_EPOCH).unwrap_or_default();
    let (seconds, nanos) = (since.as_secs(), since.subsec_nanos());
    let (year, month, day) = date(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let fraction = format!(".{nanos:09}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction} +0000 UTC")
}

/// What the clock on the wall shows at `instant`. Both clocks are read once, so that a time shows the
/// same each time.
pub(super) fn wall(instant: Instant) -> SystemTime {
    static START: OnceLock<(Instant, SystemTime)> = OnceLock::new();
    let (start, wall) = *START.get_or_init(|| (Instant::now(), SystemTime::now()));
    match instant.checked_duration_since(start) {
        Some(ahead) => wall + ahead,
        None => wall - start.duration_since(instant),
    }
}

/// Year, month and day of the day `days` after 1970-01-01.
fn date(days: u64) -> (u64, u64, u64) {
    // Days from 0000-03-01, in eras of 400 years.
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{date, duration};
    use std::time::Duration;

    #[test]
    fn days_become_dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
        assert_eq!(date(14_558), (2009, 11, 10));
        assert_eq!(date(20_453), (2025, 12, 31));
    }

    #[test]
    fn durations_print_as_in_go() {
        let printed = [
            (0, "0s"),
            (999, "999ns"),
            (1_500, "1.5µs"),
            (2_000_000, "2ms"),
            (1_000_000_000, "1s"),
            (90_500_000_000, "1m30.5s"),
            (3_600_000_000_000, "1h0m0s"),
        ];
        for (nanos, text) in printed {
            assert_eq!(duration(Duration::from_nanos(nanos)), text);
        }
    }
}
