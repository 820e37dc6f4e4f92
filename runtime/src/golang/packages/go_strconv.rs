//! `strconv`

use super::super::error::{self, Error};
use super::super::text::Text;

/// Go's `strconv.Itoa`.
#[must_use]
pub fn Itoa<N: ToString>(number: N) -> String {
    number.to_string()
}

/// Go's `strconv.Atoi`.
#[must_use]
pub fn Atoi<T: Text>(text: T) -> (isize, Error) {
    match text.__go_text().parse() {
        Ok(number) => (number, Error::default()),
        Err(_) => {
            let text = format!("strconv.Atoi: parsing {:?}: invalid syntax", text.__go_text());
            (0, error::new(text, None))
        }
    }
}
