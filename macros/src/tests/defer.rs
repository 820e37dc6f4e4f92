#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn work(wg: WaitGroup) -> u32 {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    #[allow(unused_imports)]
    use defer as _;
    {
        let __go_defers = __go::Defers::new();
        let __go_result = __go_defers
            .catch({
                let __go_defers = &__go_defers;
                async move {
                    #[allow(
                        unreachable_code,
                        clippy::diverging_sub_expression,
                        clippy::needless_return,
                        clippy::let_unit_value
                    )]
                    if __go::no() {
                        let __go_output: u32 = loop {};
                        return __go_output;
                    }
                    {
                        let __go_slot_0 = {
                            let __go_tag = __go::tag();
                            if __go::no() {
                                __go::same(&__go_tag, &wg);
                            }
                            let __go_kind = (&&&&__go_tag).__go_capture();
                            if __go_kind.__go_shares() {
                                __go_kind.__go_may_share();
                                __go_kind.__go_share(&wg)
                            } else {
                                __go_kind.__go_may_move();
                                __go_kind.__go_own(wg)
                            }
                        };
                        __go_defers
                            .push(
                                ((&&__go::Look(&__go_slot_0)).__go_held::<3>(), ()),
                                async move {
                                    #[allow(unused_mut)]
                                    let mut __go_receiver = {
                                        let __go_tag = __go::tag();
                                        if __go::no() {
                                            __go::same(&__go_tag, &__go_slot_0);
                                        }
                                        if __go::lends(&__go_tag) {
                                            __go::may_lend(&__go_tag);
                                            __go::lend(&__go_slot_0)
                                        } else {
                                            __go::may_give(&__go_tag);
                                            __go::give(__go_slot_0)
                                        }
                                    };
                                    #[allow(unreachable_code)]
                                    let __go_output = (match __go_receiver
                                        .done()
                                        .__go_hold()
                                        .__go_call()
                                    {
                                        #[allow(unreachable_code)]
                                        __go_call => {
                                            let __go_output = (
                                                if __go_call.waits {
                                                    __go_call.await
                                                } else {
                                                    __go_call.__go_value()
                                                },
                                            );
                                            __go_output.0
                                        }
                                    });
                                    __go_output
                                },
                            )
                    };
                    1
                }
            })
            .await;
        let __go_tag = __go::tag();
        if __go::no() {
            __go::same(&__go_tag, &__go_result);
        }
        let __go_zero = (&&__go::output_tag(&__go_tag)).__go_zero();
        __go::finish(__go_defers, __go_result, __go_zero).await
    }
}
