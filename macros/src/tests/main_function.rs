#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
fn main() -> ::std::process::ExitCode {
    ::goroutines::__private::run_main(async move {
        #[allow(unused_imports)]
        use ::goroutines::__private as __go;
        #[allow(unused_imports)]
        use ::goroutines::__private::traits::*;
        #[allow(
            unreachable_code,
            clippy::diverging_sub_expression,
            clippy::needless_return,
            clippy::let_unit_value
        )]
        if __go::no() {
            let __go_output: Result<(), Error> = loop {};
            return __go_output;
        }
        Ok(())
    })
}
