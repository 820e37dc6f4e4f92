#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn print(jobs: Jobs) {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    match jobs {
        __go_operand => {
            let __go_tag = __go::tag();
            if __go::no() {
                __go::same(&__go_tag, &__go_operand);
            }
            #[allow(clippy::all, clippy::pedantic)]
            {
                __go::RangeChannel::__go_way((&&__go_tag).__go_range_direction());
            }
            #[allow(clippy::all, clippy::pedantic)]
            {
                (&&__go_tag).in_goroutine();
            }
            let __go_kind = (&&__go_tag).__go_for();
            let mut __go_items = __go::For::__go_start(&__go_kind, __go_operand);
            while let ::core::option::Option::Some(__go_item) = (if __go::For::__go_waits(
                &__go_kind,
            ) {
                __go::For::__go_recv(&__go_kind, &mut __go_items).await
            } else {
                __go::For::__go_next(&__go_kind, &mut __go_items)
            }) {
                let job = __go_item;
                println!("{job}");
            }
        }
    }
}
