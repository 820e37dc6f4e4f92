#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
async fn first(rx: Chan<u32>, tx: Chan<u32>, #[allow(unused_mut)] mut n: u32) {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    #[allow(unused_imports)]
    use select as _;
    {
        let __go_operand_0 = &rx;
        #[allow(clippy::all, clippy::pedantic)]
        {
            __go::ChannelToReceiveFrom::__go_way(
                (&&__go::tag_of(__go_operand_0)).__go_channel(),
            );
        }
        #[allow(clippy::all, clippy::pedantic)]
        {
            __go::ReceiveFrom::__go_way((&&__go::tag_of(__go_operand_0)).__go_channel());
        }
        let __go_operand_0 = (&&__go::tag_of(__go_operand_0))
            .__go_channel()
            .__go_receiving(__go_operand_0);
        let __go_operand_1 = &tx;
        #[allow(clippy::all, clippy::pedantic)]
        {
            __go::ChannelToSendTo::__go_way(
                (&&__go::tag_of(__go_operand_1)).__go_channel(),
            );
        }
        #[allow(clippy::all, clippy::pedantic)]
        {
            __go::SendTo::__go_way((&&__go::tag_of(__go_operand_1)).__go_channel());
        }
        let __go_operand_1 = (&&__go::tag_of(__go_operand_1))
            .__go_channel()
            .__go_sending(__go_operand_1);
        #[allow(clippy::useless_let_if_seq)]
        let __go_value_1;
        if __go::no() {
            __go::stop();
            __go_value_1 = __go::Sends::__go_item(__go_operand_1);
        } else {
            __go_value_1 = n;
        }
        #[allow(unused_variables)]
        let (__go_chosen, __go_result_0, __go_result_1) = {
            let mut __go_case_0 = __go::Receives::__go_case(__go_operand_0);
            let mut __go_case_1 = __go::Sends::__go_case(__go_operand_1, __go_value_1);
            let __go_chosen: ::core::primitive::usize = __go::try_select(
                    &mut [&mut __go_case_0, &mut __go_case_1],
                )
                .await
                .unwrap_or(2usize);
            (
                __go_chosen,
                if __go_chosen == 0usize {
                    __go::RecvCase::take(&mut __go_case_0)
                } else {
                    ::core::option::Option::None
                },
                if __go_chosen == 1usize {
                    (
                        ::core::option::Option::Some(
                            __go::SendCase::finish(&mut __go_case_1),
                        ),
                        ::core::option::Option::None,
                    )
                } else {
                    (
                        ::core::option::Option::None,
                        __go::SendCase::into_value(__go_case_1),
                    )
                },
            )
        };
        match __go_chosen {
            0usize => {
                #[allow(unused_assignments)]
                {
                    n = __go::unsent(__go_result_1.1);
                }
                let v = __go::ZeroValue::__go_or_zero((__go_result_0).__go_itself());
                print!("{v}");
            }
            1usize => {
                __go::sent(__go_result_1.0);
                print!("sent");
            }
            2usize => {
                #[allow(unused_assignments)]
                {
                    n = __go::unsent(__go_result_1.1);
                }
                print!("neither");
            }
            _ => __go::no_such_case(),
        }
    }
}
