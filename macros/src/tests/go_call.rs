#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn start(jobs: Jobs, n: u32) {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    #[allow(unused_imports)]
    use go as _;
    {
        #[allow(clippy::all, clippy::pedantic, unreachable_code, unused_qualifications)]
        if __go::no() {
            __go::stop();
            fn go<T: __go::Send>(_: __go::Tag<T>) {}
            go(
                __go::GoToGoroutine::__go_to_goroutine(
                    (&&&(&&&&__go::tag_of(&jobs)).__go_capture().__go_carried())
                        .__go_stays(),
                ),
            );
        }
        let __go_slot_0 = {
            let __go_tag = __go::tag();
            if __go::no() {
                __go::same(&__go_tag, &jobs);
            }
            let __go_kind = (&&&__go_tag).__go_capture();
            if __go_kind.__go_shares() {
                __go_kind.__go_may_share();
                __go_kind.__go_share(&jobs)
            } else {
                __go_kind.__go_may_move();
                __go_kind.__go_own(jobs)
            }
        }
            .__go_into();
        let __go_slot_1 = n + 1;
        let __go_future = __go::holding(
            ((&&__go::Look(&__go_slot_0)).__go_held::<3>(), ()),
            async move {
                #[allow(unreachable_code)]
                let __go_output = (match worker(&__go_slot_0, __go_slot_1)
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
        );
        #[allow(clippy::all, clippy::pedantic, unreachable_code, unused_qualifications)]
        if __go::no() {
            __go::stop();
            fn go<T: __go::Send>(_: __go::Tag<T>) {}
            go(
                __go::GoToGoroutine::__go_to_goroutine(
                    (&&&__go::tag_of(&__go_slot_1)).__go_stays(),
                ),
            );
        }
        {
            #[track_caller]
            #[allow(clippy::all, clippy::pedantic, unused_qualifications)]
            fn go<F>(goroutine: F) -> __go::JoinHandle<F::Output>
            where
                F: __go::Future + __go::Send + 'static,
                F::Output: __go::Send,
            {
                __go::spawn(goroutine)
            }
            go(__go_future)
        }
    };
}
