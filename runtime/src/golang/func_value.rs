//! Function values that wait: Go's `func(A) B` as a type.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, Weak};

use super::show::{Show, Verb};
use super::zero::Nil;
use crate::share::Share;

/// What the call of a function value gives: the future of its result.
pub type Call<R> = Pin<Box<dyn Future<Output = R> + Send>>;

/// A function value whose calls may wait: Go's `func(A, B) C` as a type is `Func<fn(A, B) -> C>`.
///
/// A function value is a handle: cloning it is cheap, and goroutines share it. In goroutine code a
/// call `f(x)` waits, like every other call. It can be a variable, a parameter, a result, a field,
/// an element of a list or a map, and a message of a channel. It takes up to six parameters.
///
/// In goroutine code [`Func::new`] takes a closure, and the body of that closure is goroutine code.
/// As in `go!`, handles that it names are shared, and everything else moves into it. In a
/// Go-looking block `func(x int) int { … }` is such a value wherever it is more than called.
///
/// The parameters own what they are given: `String` or `&'static str` in place of `&str`.
///
/// # Panics
///
/// The call of a nil function value panics with Go's words. `Func::default()` is nil, as is what
/// `var f func()` declares.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn start(f: Func<fn(u32)>) {
///     go!(f(1));
/// }
///
/// #[goroutines]
/// fn main() {
///     let c = chan(0);
///     start(Func::new(|n: u32| c.send(n).unwrap()));
///     assert_eq!(c.recv(), Some(1));
///     assert!(Func::<fn()>::default().is_nil());
/// }
/// ```
#[doc(alias = "func")]
pub struct Func<F: Signature>(Value<F::Call>);

/// A function, or a variable that will hold one.
enum Value<C: ?Sized> {
    Is(Arc<C>),
    /// `var f func()`: what has captured the variable before it is set sees the function too, as a
    /// function that calls itself must.
    Late(Arc<OnceLock<Arc<C>>>),
}

/// The signature of a function value: `fn(A, B) -> C`, with up to six parameters.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the signature of a function value",
    label = "not a signature",
    note = "write `Func<fn(A, B) -> C>`, with six parameters at most",
    note = "a parameter owns what it is given: `String` or `&'static str` in place of `&str`"
)]
pub trait Signature {
    /// What is called.
    type Call: ?Sized + Send + Sync;
}

/// What becomes a function value of the signature `F`: a function or a closure that returns a
/// future, and a function value.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as a function value",
    label = "not a function that waits, of this signature",
    note = "in goroutine code write `Func::new(|x: i32| {{ … }})`, and `func(x i32) {{ … }}` in a Go-looking block",
    note = "elsewhere a closure returns a future: `Func::new(|x: i32| async move {{ … }})`"
)]
pub trait IntoFunc<F: Signature> {
    /// The function value.
    fn into_func(self) -> Func<F>;
}

impl<F: Signature> IntoFunc<F> for Func<F> {
    fn into_func(self) -> Func<F> {
        self
    }
}

impl<F: Signature> Func<F> {
    /// Makes a function value of a closure or a function.
    ///
    /// In goroutine code the closure is goroutine code, and its parameters have their types written
    /// out: `Func::new(|n: i32| { … })`. Elsewhere it returns a future.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::Func;
    ///
    /// async fn add(a: i32, b: i32) -> i32 {
    ///     a + b
    /// }
    /// let sum: Func<fn(i32, i32) -> i32> = Func::new(add);
    /// assert_eq!(goroutines::run(async move { sum(1, 2).await }), 3);
    /// ```
    pub fn new(function: impl IntoFunc<F>) -> Func<F> {
        function.into_func()
    }

    /// Whether there is no function: Go's `f == nil`.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(goroutines::Func::<fn()>::default().is_nil());
    /// ```
    #[must_use]
    pub fn is_nil(&self) -> bool {
        matches!(&self.0, Value::Late(cell) if cell.get().is_none())
    }

    fn call(&self) -> Option<&Arc<F::Call>> {
        match &self.0 {
            Value::Is(call) => Some(call),
            Value::Late(cell) => cell.get(),
        }
    }
}

impl<F: Signature> Deref for Func<F> {
    type Target = F::Call;

    #[track_caller]
    fn deref(&self) -> &F::Call {
        let Some(call) = self.call() else {
            panic!("runtime error: invalid memory address or nil pointer dereference")
        };
        call
    }
}

impl<F: Signature> Clone for Func<F> {
    fn clone(&self) -> Func<F> {
        Func(match &self.0 {
            Value::Is(call) => Value::Is(call.clone()),
            Value::Late(cell) => Value::Late(cell.clone()),
        })
    }
}

impl<F: Signature> Share for Func<F> {}

/// The nil function value.
impl<F: Signature> Default for Func<F> {
    fn default() -> Func<F> {
        Func(Value::Late(Arc::default()))
    }
}

/// `func(0x7f52…)`, or `func(nil)`.
impl<F: Signature> fmt::Debug for Func<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.call() {
            Some(call) => write!(f, "func({:?})", Arc::as_ptr(call).cast::<()>()),
            None => f.write_str("func(nil)"),
        }
    }
}

impl<F: Signature> Nil for Func<F> {
    fn __go_nil() -> Func<F> {
        Func::default()
    }

    fn __go_is_nil(&self) -> bool {
        self.is_nil()
    }
}

impl<F: Signature> Show for Func<F> {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        match self.call() {
            Some(call) => out.push_str(&format!("{:?}", Arc::as_ptr(call).cast::<()>())),
            None => out.push_str("<nil>"),
        }
        verb.letter == 'v' || verb.letter == 'p'
    }
}

/// Go's `f = value`: a variable that was declared without a value is set for those who have it
/// already.
pub fn set_func<F: Signature>(variable: &mut Func<F>, value: Func<F>) {
    let set = match (&variable.0, value.call()) {
        (Value::Late(cell), Some(call)) => cell.set(call.clone()).is_ok(),
        _ => false,
    };
    if !set {
        *variable = value;
    }
}

/// The variable `f` inside `f = func(…) { … }`: it does not keep itself alive.
pub enum Itself<F: Signature> {
    /// What the variable held before.
    Is(Func<F>),
    /// The variable, which will hold the function.
    Late(Weak<OnceLock<Arc<F::Call>>>),
}

/// `variable`, as the function that it is about to hold captures it.
pub fn itself<F: Signature>(variable: &Func<F>) -> Itself<F> {
    match &variable.0 {
        Value::Late(cell) if cell.get().is_none() => Itself::Late(Arc::downgrade(cell)),
        _ => Itself::Is(variable.clone()),
    }
}

impl<F: Signature> Itself<F> {
    /// The function value, while it is called.
    #[must_use]
    pub fn __go_func(&self) -> Func<F> {
        match self {
            Itself::Is(func) => func.clone(),
            Itself::Late(cell) => cell.upgrade().map_or_else(Func::default, |cell| Func(Value::Late(cell))),
        }
    }
}

/// `value` where a function value is taken.
pub fn func<F: Signature>(value: impl IntoFunc<F>) -> Func<F> {
    value.into_func()
}

macro_rules! signatures {
    ($($make:ident: $($A:ident)*;)*) => { $(
        impl<$($A,)* R> Signature for fn($($A),*) -> R {
            type Call = dyn Fn($($A),*) -> Call<R> + Send + Sync;
        }

        #[diagnostic::do_not_recommend]
        impl<C, T, $($A),*> IntoFunc<fn($($A),*) -> T::Output> for C
        where
            C: Fn($($A),*) -> T + Send + Sync + 'static,
            T: Future + Send + 'static,
        {
            #[allow(clippy::many_single_char_names)]
            fn into_func(self) -> Func<fn($($A),*) -> T::Output> {
                #[allow(non_snake_case)]
                let call = move |$($A: $A),*| -> Call<T::Output> { Box::pin(self($($A),*)) };
                $make(call)
            }
        }

        /// The function value that a literal of so many parameters becomes.
        pub fn $make<C, R, $($A),*>(call: C) -> Func<fn($($A),*) -> R>
        where
            C: Fn($($A),*) -> Call<R> + Send + Sync + 'static,
        {
            let call: Arc<<fn($($A),*) -> R as Signature>::Call> = Arc::new(call);
            Func(Value::Is(call))
        }
    )* };
}

signatures! {
    func_of_0: ;
    func_of_1: A;
    func_of_2: A B;
    func_of_3: A B D;
    func_of_4: A B D E;
    func_of_5: A B D E G;
    func_of_6: A B D E G H;
}
