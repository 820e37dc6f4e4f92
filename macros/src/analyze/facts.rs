//! What the items of a marked scope say, found in one pass over them before any is lowered.

use std::collections::{HashSet, VecDeque};
use std::rc::Rc;

use syn::{Block, Ident, ImplItem, Item, Signature, TraitItem};

use super::known::Known;
use super::recursion::Recursion;

/// What a marked scope says.
#[derive(Default)]
pub(crate) struct ScopeFacts {
    /// The cycles among its functions.
    pub(crate) recursion: Recursion,
    /// What holds in its outermost module, or in the `impl` that it is.
    pub(crate) module: ModuleFacts,
}

/// What one module says.
#[derive(Default)]
pub(crate) struct ModuleFacts {
    pub(crate) known: Rc<Known>,
    /// The traits that it declares.
    pub(crate) own_traits: HashSet<Ident>,
    /// The modules in it that have a body here, in the order of the text.
    modules: VecDeque<ModuleFacts>,
}

impl ModuleFacts {
    /// What the next module in this one says.
    pub(crate) fn next_module(&mut self) -> ModuleFacts {
        self.modules.pop_front().unwrap_or_default()
    }
}

impl ScopeFacts {
    /// What `items` say: those of a `go! { … }`.
    pub(crate) fn of_items(items: &[Item]) -> Self {
        let mut functions = Functions::default();
        let module = functions.module(items);
        functions.finish(module)
    }

    /// What the item under the attribute says. A function alone says nothing of itself.
    pub(crate) fn of_item(item: &Item) -> Self {
        let mut functions = Functions::default();
        let module = match item {
            Item::Mod(module) => module.content.as_ref().map(|(_, items)| functions.module(items)),
            Item::Impl(block) => Some(ModuleFacts { known: Rc::new(Known::of_impl(block)), ..ModuleFacts::default() }),
            _ => None,
        };
        functions.item(item);
        functions.finish(module.unwrap_or_default())
    }
}

/// The functions of a scope, with their bodies, and the names of its methods.
#[derive(Default)]
struct Functions<'a> {
    bodies: Vec<(String, &'a Block)>,
    methods: Vec<String>,
}

impl<'a> Functions<'a> {
    fn finish(self, module: ModuleFacts) -> ScopeFacts {
        ScopeFacts { recursion: Recursion::of(self.bodies).with_methods(self.methods), module }
    }

    fn module(&mut self, items: &'a [Item]) -> ModuleFacts {
        let mut facts = ModuleFacts::default();
        let mut known = Known::default();
        for item in items {
            known.add_item(item);
            match item {
                Item::Trait(item) => drop(facts.own_traits.insert(item.ident.clone())),
                Item::Mod(module) => {
                    facts.modules.extend(module.content.iter().map(|(_, items)| self.module(items)));
                }
                _ => {}
            }
            self.item(item);
        }
        facts.known = Rc::new(known);
        facts
    }

    fn item(&mut self, item: &'a Item) {
        match item {
            Item::Fn(function) => self.function(&function.sig, Some(&function.block)),
            Item::Impl(block) => block.items.iter().for_each(|item| {
                if let ImplItem::Fn(method) = item {
                    self.function(&method.sig, Some(&method.block));
                }
            }),
            Item::Trait(item) => item.items.iter().for_each(|item| {
                if let TraitItem::Fn(method) = item {
                    self.function(&method.sig, method.default.as_ref());
                }
            }),
            _ => {}
        }
    }

    fn function(&mut self, sig: &Signature, body: Option<&'a Block>) {
        self.methods.extend(sig.receiver().map(|_| sig.ident.to_string()));
        self.bodies.extend(body.map(|body| (sig.ident.to_string(), body)));
    }
}
