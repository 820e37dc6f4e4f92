#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn down(n: u32) {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    #[allow(unreachable_code)]
    (match down(n - 1).__go_hold().__go_call() {
        #[allow(unreachable_code)]
        __go_call => {
            let __go_output = (
                if __go_call.waits {
                    __go_call.__go_boxed().await
                } else {
                    __go_call.__go_value()
                },
            );
            __go_output.0
        }
    })
}
