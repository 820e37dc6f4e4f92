//! A list, a map or a function of the user's that is a type of its own: `type ByAge []Person` with
//! methods.

/// `T`, which is made of `U`: the macros read `U` in the name of the type.
pub type Named<T, U> = <T as MadeOf<U>>::Itself;

/// What [`Named`] goes through, so that it may name a type that it does not use.
pub trait MadeOf<U: ?Sized> {
    /// The type itself.
    type Itself: ?Sized;
}

impl<T: ?Sized, U: ?Sized> MadeOf<U> for T {
    type Itself = T;
}

/// `&X{ … }` of a list or a map that is a type of its own: the value, whose owner points to it.
pub fn pointed<T>(value: T) -> T {
    value
}
