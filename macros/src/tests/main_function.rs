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
