trait Store {
    #[allow(
        clippy::unused_async,
        clippy::manual_async_fn,
        clippy::large_futures,
        clippy::missing_errors_doc
    )]
    fn get<'__go_0>(
        &'__go_0 self,
        key: u32,
    ) -> impl ::core::future::Future<
        Output = Option<&'__go_0 str>,
    > + ::core::marker::Send;
}
