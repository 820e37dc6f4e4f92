#[allow(unused_imports)]
use ::goroutines::__private::names::*;
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
#[allow(dead_code)]
struct node {
    value: int,
    next: __go_ptr_node,
}
impl ::core::clone::Clone for node
where
    for<'__go> int: ::core::clone::Clone,
    for<'__go> __go_ptr_node: ::core::clone::Clone,
{
    fn clone(&self) -> Self {
        Self {
            value: ::core::clone::Clone::clone(&self.value),
            next: ::core::clone::Clone::clone(&self.next),
        }
    }
}
impl ::core::default::Default for node
where
    for<'__go> int: ::goroutines::__private::Zero,
    for<'__go> __go_ptr_node: ::goroutines::__private::Zero,
{
    fn default() -> Self {
        Self {
            value: ::goroutines::__private::zero(),
            next: ::goroutines::__private::zero(),
        }
    }
}
impl ::core::cmp::PartialEq for node
where
    for<'__go> int: ::core::cmp::PartialEq,
    for<'__go> __go_ptr_node: ::core::cmp::PartialEq,
{
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        true && self.value == other.value && self.next == other.next
    }
}
impl ::core::fmt::Debug for node
where
    for<'__go> int: ::core::fmt::Debug,
    for<'__go> __go_ptr_node: ::core::fmt::Debug,
{
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("node")
            .field("value", &self.value)
            .field("next", &self.next)
            .finish()
    }
}
impl ::goroutines::__private::Show for node
where
    for<'__go> int: ::goroutines::__private::Show,
    for<'__go> __go_ptr_node: ::goroutines::__private::Show,
{
    fn __go_show(
        &self,
        out: &mut ::std::string::String,
        verb: ::goroutines::__private::Verb,
    ) -> ::core::primitive::bool {
        ::goroutines::__private::show_fields(
            &[("value", &self.value), ("next", &self.next)],
            out,
            verb,
        )
    }
}
impl ::goroutines::__private::GoValue for node
where
    for<'__go> int: ::core::clone::Clone,
    for<'__go> __go_ptr_node: ::core::clone::Clone,
{}
impl ::goroutines::__private::GoShared for node
where
    for<'__go> int: ::core::clone::Clone,
    for<'__go> __go_ptr_node: ::core::clone::Clone,
{}
#[doc(hidden)]
#[allow(non_camel_case_types, dead_code)]
struct __go_ptr_node(::goroutines::__private::Shared<node>);
#[allow(dead_code)]
impl __go_ptr_node {
    fn __go_new(value: node) -> Self {
        Self(::goroutines::__private::Shared::new(value))
    }
    #[track_caller]
    fn __go_load(&self) -> node
    where
        node: ::core::clone::Clone,
    {
        ::goroutines::__private::load(self)
    }
}
impl ::goroutines::__private::GoPointer for __go_ptr_node {
    type Target = node;
    fn __go_shared(&self) -> &::goroutines::__private::Shared<node> {
        &self.0
    }
}
impl ::core::clone::Clone for __go_ptr_node {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl ::core::default::Default for __go_ptr_node {
    fn default() -> Self {
        Self(::core::default::Default::default())
    }
}
impl ::core::cmp::PartialEq for __go_ptr_node {
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        self.0 == other.0
    }
}
impl ::core::cmp::Eq for __go_ptr_node {}
impl ::core::hash::Hash for __go_ptr_node {
    fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
        ::core::hash::Hash::hash(&self.0, state);
    }
}
impl ::core::fmt::Debug for __go_ptr_node {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.write_str(if self.0.is_nil() { "nil" } else { "node" })
    }
}
impl ::goroutines::__private::Share for __go_ptr_node {}
impl ::goroutines::__private::Nil for __go_ptr_node {
    fn __go_nil() -> Self {
        ::core::default::Default::default()
    }
    fn __go_is_nil(&self) -> ::core::primitive::bool {
        self.0.is_nil()
    }
}
impl ::goroutines::__private::Show for __go_ptr_node {
    fn __go_show(
        &self,
        out: &mut ::std::string::String,
        verb: ::goroutines::__private::Verb,
    ) -> ::core::primitive::bool {
        #[allow(unused_imports)]
        use ::goroutines::__private::traits::*;
        ::goroutines::__private::show_pointer(
            self,
            out,
            verb,
            |it, out| {
                ::goroutines::__private::show_as(
                    &*(&&&::goroutines::__private::Shown(it)).__go_shown(),
                    out,
                    verb,
                )
            },
        )
    }
}
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
impl node {
    #[doc(hidden)]
    #[allow(dead_code, clippy::too_many_arguments)]
    fn __go_of(__go_value: int, __go_next: __go_ptr_node) -> Self {
        Self {
            value: __go_value,
            next: __go_next,
        }
    }
}
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
impl __go_ptr_node {
    #[allow(
        clippy::diverging_sub_expression,
        clippy::large_futures,
        clippy::manual_async_fn
    )]
    #[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
    async fn last(&self) -> __go_ptr_node {
        #[allow(unused_imports)]
        use ::goroutines::__private as __go;
        #[allow(unused_imports)]
        use ::goroutines::__private::traits::*;
        #[allow(unused)]
        #[allow(unreachable_code)]
        let mut n: __go_ptr_node = (match ::core::clone::Clone::clone(self)
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
        while !__go::is_nil(
            &(
                {
                    let __go_pointer = &n;
                    let __go_it = __go::pointee(__go_pointer);
                    #[allow(clippy::let_unit_value)]
                    let __go_used = ::core::clone::Clone::clone(&__go_it.next);
                    ::core::mem::drop(__go_it);
                    __go_used
                },
            )
                .0,
        ) {
            n = {
                let __go_pointer = &n;
                let __go_it = __go::pointee(__go_pointer);
                #[allow(clippy::let_unit_value)]
                let __go_used = ::core::clone::Clone::clone(&__go_it.next);
                ::core::mem::drop(__go_it);
                __go_used
            };
        }
        return {
            let __go_tag = __go::tag();
            if __go::no() {
                __go::same(&__go_tag, &n);
            }
            let __go_kind = (&&__go_tag).__go_value_kind();
            if __go_kind.__go_copies() {
                __go_kind.__go_may_copy();
                __go_kind.__go_copy(&n)
            } else {
                __go_kind.__go_may_move();
                __go_kind.__go_own(n)
            }
        };
    }
}
#[allow(
    clippy::diverging_sub_expression,
    clippy::large_futures,
    clippy::manual_async_fn
)]
#[allow(clippy::missing_errors_doc, clippy::unused_async, single_use_lifetimes)]
#[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
async fn push(
    #[allow(unused_mut)]
    mut head: __go_ptr_node,
    #[allow(unused_mut)]
    mut value: int,
) -> __go_ptr_node {
    #[allow(unused_imports)]
    use ::goroutines::__private as __go;
    #[allow(unused_imports)]
    use ::goroutines::__private::traits::*;
    return __go_ptr_node::__go_new(node { value: value, next: head });
}
