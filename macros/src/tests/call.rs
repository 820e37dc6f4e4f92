#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn total(list: &[u32]) -> u32 {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    (match double(list.len()) {
        #[allow(unreachable_code, unreachable_patterns)]
        __go_value => {
            let __go_tag = __go::tag();
            if __go::no() {
                __go::same(&__go_tag, &__go_value);
            }
            let __go_kind = (&&__go_tag).__go_call();
            let __go_output = (
                if __go_kind.waits {
                    __go_kind.__go_future(__go_value).await
                } else {
                    __go_kind.__go_value(__go_value)
                },
            );
            __go_output.0
        }
        #[allow(unreachable_patterns)]
        ref __go_never => __go::dead().0,
    })
}
