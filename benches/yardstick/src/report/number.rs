//! Numbers as a table has them: three digits that count, thousands apart.

/// `value` with about three digits.
pub fn short(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        a if a < 0.1 => format!("{value:.3}"),
        a if a < 1.0 => format!("{value:.2}"),
        a if a < 10.0 => format!("{value:.1}"),
        _ => thousands(value.round()),
    }
}

/// A ratio.
pub fn ratio(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}") } else { thousands(value.round()) }
}

fn thousands(whole: f64) -> String {
    let digits = format!("{:.0}", whole.abs());
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if whole < 0.0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{ratio, short};

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(0.0541), "0.054");
        assert_eq!(short(3.25), "3.2");
        assert_eq!(short(231.7), "232");
        assert_eq!(short(2_042_625.0), "2,042,625");
        assert_eq!(ratio(0.6), "0.60");
    }
}
