//! Go's whole numbers and runes: operators that wrap around where the result is too big, and that
//! panic with Go's text where the divisor is zero.

use super::list::ToIndex;

/// A whole number of Go's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no whole number",
    label = "not a whole number",
    note = "Go's `int(x)` and the like convert numbers"
)]
pub trait Whole: Copy {
    /// `a + b`
    fn __go_add(self, other: Self) -> Self;
    /// `a - b`
    fn __go_sub(self, other: Self) -> Self;
    /// `a * b`
    fn __go_mul(self, other: Self) -> Self;
    /// `a / b`; `None` if `b` is zero.
    fn __go_div(self, other: Self) -> Option<Self>;
    /// `a % b`; `None` if `b` is zero.
    fn __go_rem(self, other: Self) -> Option<Self>;
    /// `a & b`
    fn __go_and(self, other: Self) -> Self;
    /// `a | b`
    fn __go_or(self, other: Self) -> Self;
    /// `a ^ b`
    fn __go_xor(self, other: Self) -> Self;
    /// `a << n`
    fn __go_shl(self, bits: u32) -> Self;
    /// `a >> n`
    fn __go_shr(self, bits: u32) -> Self;
}

macro_rules! whole_numbers {
    ($($Int:ty)*) => { $(impl Whole for $Int {
        #[inline]
        fn __go_add(self, other: $Int) -> $Int {
            self.wrapping_add(other)
        }

        #[inline]
        fn __go_sub(self, other: $Int) -> $Int {
            self.wrapping_sub(other)
        }

        #[inline]
        fn __go_mul(self, other: $Int) -> $Int {
            self.wrapping_mul(other)
        }

        #[inline]
        fn __go_div(self, other: $Int) -> Option<$Int> {
            if other == 0 { None } else { Some(self.wrapping_div(other)) }
        }

        #[inline]
        fn __go_rem(self, other: $Int) -> Option<$Int> {
            if other == 0 { None } else { Some(self.wrapping_rem(other)) }
        }

        #[inline]
        fn __go_and(self, other: $Int) -> $Int {
            self & other
        }

        #[inline]
        fn __go_or(self, other: $Int) -> $Int {
            self | other
        }

        #[inline]
        fn __go_xor(self, other: $Int) -> $Int {
            self ^ other
        }

        #[inline]
        fn __go_shl(self, bits: u32) -> $Int {
            self.checked_shl(bits).unwrap_or(0)
        }

        #[inline]
        #[allow(unused_comparisons, reason = "unsigned numbers as well")]
        fn __go_shr(self, bits: u32) -> $Int {
            self.checked_shr(bits).unwrap_or(if self < 0 { !0 } else { 0 })
        }
    })* };
}

whole_numbers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

/// Go's `a + b`.
#[inline]
pub fn add<T: Whole>(a: T, b: T) -> T {
    a.__go_add(b)
}

/// Go's `a - b`.
#[inline]
pub fn sub<T: Whole>(a: T, b: T) -> T {
    a.__go_sub(b)
}

/// Go's `a * b`.
#[inline]
pub fn mul<T: Whole>(a: T, b: T) -> T {
    a.__go_mul(b)
}

/// Go's `a / b`.
///
/// # Panics
///
/// If `b` is zero.
#[inline]
#[track_caller]
pub fn div<T: Whole>(a: T, b: T) -> T {
    let Some(quotient) = a.__go_div(b) else { panic!("runtime error: integer divide by zero") };
    quotient
}

/// Go's `a % b`.
///
/// # Panics
///
/// If `b` is zero.
#[inline]
#[track_caller]
pub fn rem<T: Whole>(a: T, b: T) -> T {
    let Some(rest) = a.__go_rem(b) else { panic!("runtime error: integer divide by zero") };
    rest
}

/// Go's `a & b`.
#[inline]
pub fn and<T: Whole>(a: T, b: T) -> T {
    a.__go_and(b)
}

/// Go's `a | b`.
#[inline]
pub fn or<T: Whole>(a: T, b: T) -> T {
    a.__go_or(b)
}

/// Go's `a ^ b`.
#[inline]
pub fn xor<T: Whole>(a: T, b: T) -> T {
    a.__go_xor(b)
}

/// Go's `a << n`: zero once all bits are shifted out.
///
/// # Panics
///
/// If `n` is negative.
#[inline]
#[track_caller]
pub fn shl<T: Whole, N: ToIndex>(a: T, n: N) -> T {
    a.__go_shl(bits(n))
}

/// Go's `a >> n`.
///
/// # Panics
///
/// If `n` is negative.
#[inline]
#[track_caller]
pub fn shr<T: Whole, N: ToIndex>(a: T, n: N) -> T {
    a.__go_shr(bits(n))
}

#[inline]
#[track_caller]
fn bits<N: ToIndex>(n: N) -> u32 {
    let Some(bits) = n.__go_index() else { panic!("runtime error: negative shift amount") };
    u32::try_from(bits).unwrap_or(u32::MAX)
}

/// What counts as a rune in arithmetic: a `char`, or the number that arithmetic made of one.
#[diagnostic::on_unimplemented(
    message = "mismatched types: `{Self}` and rune",
    label = "no rune",
    note = "convert it: `rune(x)`"
)]
pub trait Code {
    /// The number.
    fn __go_code(self) -> i32;
}

impl Code for char {
    #[inline]
    fn __go_code(self) -> i32 {
        i32::try_from(u32::from(self)).unwrap_or(0)
    }
}

impl Code for i32 {
    #[inline]
    fn __go_code(self) -> i32 {
        self
    }
}

/// The number of a rune.
#[inline]
pub fn code<R: Code>(rune: R) -> i32 {
    rune.__go_code()
}

/// The rune of a number; U+FFFD where there is none, as Go prints it.
#[inline]
pub fn rune_of<R: Code>(number: R) -> char {
    u32::try_from(number.__go_code()).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wrap_around() {
        assert_eq!(add(250u8, 10), 4);
        assert_eq!(sub(0u32, 1), u32::MAX);
        assert_eq!(mul(i64::MAX, 2), -2);
        assert_eq!(div(isize::MIN, -1), isize::MIN);
        assert_eq!(rem(-7, 2), -1);
    }

    #[test]
    fn shifts_of_any_width_are_gos() {
        assert_eq!(shl(1u32, 32isize), 0);
        assert_eq!(shl(1u8, 7), 128);
        assert_eq!(shr(-8, 100u64), -1);
        assert_eq!(shr(0xffu8, 4), 15);
    }

    #[test]
    #[should_panic(expected = "integer divide by zero")]
    fn a_zero_divides_nothing() {
        div(1, 0);
    }

    #[test]
    fn runes_are_numbers_in_between() {
        assert_eq!(code('b') - code('a'), 1);
        assert_eq!(rune_of(code('a') + 2), 'c');
        assert_eq!(rune_of(-1), '\u{fffd}');
    }
}
