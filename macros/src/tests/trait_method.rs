trait Store {
    #[allow(
        clippy::diverging_sub_expression,
        clippy::large_futures,
        clippy::manual_async_fn
    )]
    #[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
    fn get<'__go_0>(
        &'__go_0 self,
        key: u32,
    ) -> impl ::core::future::Future<
        Output = Option<&'__go_0 str>,
    > + ::core::marker::Send;
}
