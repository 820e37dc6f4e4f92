//! The environment variable `GOROUTINES_DEBUG`: what to leave out, as in
//! `GOROUTINES_DEBUG=deadlock=0,sigquit=0`.

use std::env;

/// Whether `name` is not switched off.
pub(crate) fn is_on(name: &str) -> bool {
    env::var("GOROUTINES_DEBUG").map_or(true, |text| value(&text, name) != Some("0"))
}

/// What `text` says about `name`; the last word counts, as in Go's `GODEBUG`.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let settings = text.split(',').filter_map(|setting| setting.trim().split_once('='));
    settings.rev().find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn the_last_word_counts() {
        assert_eq!(value("deadlock=0, sigquit=0,deadlock=1", "deadlock"), Some("1"));
        assert_eq!(value("deadlock=0, sigquit=0", "sigquit"), Some("0"));
        assert_eq!(value("sigquit", "sigquit"), None);
        assert_eq!(value("", "deadlock"), None);
    }
}
