#[allow(unused_imports)]
use ::goroutines::__private::names::*;
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
#[allow(dead_code)]
struct Point {
    x: int,
    y: int,
}
impl ::core::clone::Clone for Point
where
    for<'__go> int: ::core::clone::Clone,
    for<'__go> int: ::core::clone::Clone,
{
    fn clone(&self) -> Self {
        Self {
            x: ::core::clone::Clone::clone(&self.x),
            y: ::core::clone::Clone::clone(&self.y),
        }
    }
}
impl ::core::default::Default for Point
where
    for<'__go> int: ::goroutines::__private::Zero,
    for<'__go> int: ::goroutines::__private::Zero,
{
    fn default() -> Self {
        Self {
            x: ::goroutines::__private::zero(),
            y: ::goroutines::__private::zero(),
        }
    }
}
impl ::core::cmp::PartialEq for Point
where
    for<'__go> int: ::core::cmp::PartialEq,
    for<'__go> int: ::core::cmp::PartialEq,
{
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        true && self.x == other.x && self.y == other.y
    }
}
impl ::core::fmt::Debug for Point
where
    for<'__go> int: ::core::fmt::Debug,
    for<'__go> int: ::core::fmt::Debug,
{
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Point").field("x", &self.x).field("y", &self.y).finish()
    }
}
impl ::goroutines::__private::Show for Point
where
    for<'__go> int: ::goroutines::__private::Show,
    for<'__go> int: ::goroutines::__private::Show,
{
    fn __go_show(
        &self,
        out: &mut ::std::string::String,
        verb: ::goroutines::__private::Verb,
    ) -> ::core::primitive::bool {
        ::goroutines::__private::show_fields(
            &[("x", &self.x), ("y", &self.y)],
            out,
            verb,
        )
    }
}
impl ::goroutines::__private::GoValue for Point
where
    for<'__go> int: ::core::clone::Clone,
    for<'__go> int: ::core::clone::Clone,
{}
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
impl Point {
    #[doc(hidden)]
    #[allow(dead_code, clippy::too_many_arguments)]
    fn __go_of(__go_x: int, __go_y: int) -> Self {
        Self { x: __go_x, y: __go_y }
    }
}
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
impl Point {
    #[allow(
        clippy::diverging_sub_expression,
        clippy::large_futures,
        clippy::manual_async_fn
    )]
    #[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
    async fn Move(&mut self, #[allow(unused_mut)] mut dx: int) {
        #[allow(unused_imports)]
        use ::goroutines::__private as __go;
        #[allow(unused_imports)]
        use ::goroutines::__private::traits::*;
        {
            let __go_value = dx;
            let __go_place = &mut self.x;
            *__go_place = __go::number::add(*__go_place, __go_value);
        }
    }
}
#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
async fn origin() -> Point {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    return (match Point::__go_of(0, 0).__go_hold().__go_call() {
        #[allow(unreachable_code)]
        __go_call => {
            let __go_output = (
                if __go_call.waits { __go_call.await } else { __go_call.__go_value() },
            );
            __go_output.0
        }
    });
}
#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
async fn produce(
    #[allow(unused_mut)]
    mut n: int,
    #[allow(unused_mut)]
    mut out: ::goroutines::__private::Sender<string>,
) {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
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
                        let __go_output: () = loop {};
                        return __go_output;
                    }
                    {
                        let __go_slot_0 = {
                            let __go_tag = __go::tag();
                            if __go::no() {
                                __go::same(&__go_tag, &out);
                            }
                            let __go_kind = (&&&&(&&&__go_tag).__go_golang())
                                .__go_capture();
                            if __go_kind.__go_shares() {
                                __go_kind.__go_may_share();
                                __go_kind.__go_share(&out)
                            } else {
                                __go_kind.__go_may_move();
                                let _ = &mut out;
                                __go_kind.__go_own(out)
                            }
                        };
                        __go_defers
                            .push(
                                ((&&__go::Look(&__go_slot_0)).__go_held::<3>(), ()),
                                async move {
                                    #[allow(unreachable_code)]
                                    let __go_output = (match __go::close(
                                            &{
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
                                            },
                                        )
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
                    {
                        #[allow(unused_mut, non_snake_case)]
                        let mut i = 0isize;
                        let mut __go_again = false;
                        loop {
                            if __go_again {
                                {
                                    i = __go::number::add(i, 1);
                                };
                            }
                            __go_again = true;
                            if !(i < n) {
                                break;
                            }
                            {
                                __go::sent(
                                    __go::to(&out).__go_send(__go::string("a")).await,
                                )
                            }
                        }
                    }
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
