//! `os`

/// Go's `os.Exit`.
pub fn Exit<C: TryInto<i32>>(code: C) -> ! {
    std::process::exit(code.try_into().unwrap_or(1))
}
