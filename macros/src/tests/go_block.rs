#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn start(name: String) {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    #[allow(unused_imports)]
    use go as _;
    {
        #[allow(unused_mut)]
        let name = __go::moved(name);
        let __go_future = async move {
            #[allow(unreachable_code)]
            (match print(name).__go_hold().__go_call() {
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
            })
        };
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
