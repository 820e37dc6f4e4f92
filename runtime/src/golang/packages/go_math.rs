//! `math`: a few constants and functions of Go's.

/// Go's constant of that name.
pub const MaxInt: isize = isize::MAX;
/// Go's constant of that name.
pub const MaxInt32: i32 = i32::MAX;
/// Go's constant of that name.
pub const MaxInt64: i64 = i64::MAX;
/// Go's constant of that name.
pub const MinInt64: i64 = i64::MIN;
/// Go's constant of that name.
pub const Pi: f64 = std::f64::consts::PI;

/// Go's `math.Sqrt`.
#[must_use]
pub fn Sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// Go's `math.Abs`.
#[must_use]
pub fn Abs(x: f64) -> f64 {
    x.abs()
}

/// Go's `math.Pow`.
#[must_use]
pub fn Pow(x: f64, y: f64) -> f64 {
    x.powf(y)
}

/// Go's `math.Floor`.
#[must_use]
pub fn Floor(x: f64) -> f64 {
    x.floor()
}

/// Go's `math.Ceil`.
#[must_use]
pub fn Ceil(x: f64) -> f64 {
    x.ceil()
}

/// Go's `math.Max`.
#[must_use]
pub fn Max(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() { f64::NAN } else { x.max(y) }
}

/// Go's `math.Min`.
#[must_use]
pub fn Min(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() { f64::NAN } else { x.min(y) }
}
