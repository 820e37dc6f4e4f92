//! Names the elided lifetimes of a signature, so that its future can say that it borrows for all of
//! them.

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, FnArg, GenericParam, Lifetime, LifetimeParam, Receiver, ReceiverKind, Signature, Type, TypeReference,
};

use crate::analyze::cfg;

/// A signature's output and lifetimes, all named.
pub(crate) struct Named {
    /// The output type, with the lifetime that elision would give it.
    pub(crate) output: Type,
    /// The lifetimes that the future borrows for, those of parameters under a `#[cfg]` left out.
    pub(crate) lifetimes: Vec<Lifetime>,
}

/// Names every elided lifetime among the parameters of `sig`, and in `output`.
pub(crate) fn name(sig: &mut Signature, output: &Type) -> Named {
    let mut lifetimes: Vec<Lifetime> = sig.generics.lifetimes().map(|param| param.lifetime.clone()).collect();
    let mut namer = Namer { added: Vec::new(), first: lifetimes.first().cloned(), cfgs: Vec::new() };
    let mut of_self = None;
    for input in &mut sig.inputs {
        namer.cfgs = attributes(input).iter().filter(|attr| cfg::is_cfg(attr)).cloned().collect();
        match input {
            FnArg::Receiver(receiver) => {
                let before = namer.added.len();
                namer.receiver(receiver);
                of_self = receiver_lifetime(receiver).or_else(|| Some(namer.added.get(before)?.lifetime.clone()));
            }
            FnArg::Typed(param) => namer.visit_type_mut(&mut param.ty),
        }
    }
    for (at, param) in namer.added.iter().enumerate() {
        sig.generics.params.insert(at, GenericParam::Lifetime(param.clone()));
    }
    let certain = namer.added.into_iter().filter(|param| param.attrs.is_empty()).map(|param| param.lifetime);
    let certain: Vec<Lifetime> = certain.collect();
    let elided = of_self.or_else(|| certain.first().cloned()).or(namer.first);
    lifetimes.extend(certain);
    let mut output = output.clone();
    if let Some(elided) = elided {
        Fill(elided).visit_type_mut(&mut output);
    }
    Named { output, lifetimes }
}

/// The lifetime of a receiver; a shorthand `&self` has got one by now.
fn receiver_lifetime(receiver: &Receiver) -> Option<Lifetime> {
    match &receiver.kind {
        ReceiverKind::Reference(_, lifetime, _) => lifetime.clone(),
        ReceiverKind::Typed(_, ty) => match &**ty {
            Type::Reference(reference) => reference.lifetime.clone(),
            _ => None,
        },
        _ => None,
    }
}

/// Whether `self` is a reference.
pub(crate) fn is_reference(receiver: &Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Reference(..) => true,
        ReceiverKind::Typed(_, ty) => matches!(**ty, Type::Reference(_)),
        _ => false,
    }
}

fn attributes(input: &FnArg) -> &[Attribute] {
    match input {
        FnArg::Receiver(receiver) => &receiver.attrs,
        FnArg::Typed(param) => &param.attrs,
    }
}

struct Namer {
    added: Vec<LifetimeParam>,
    first: Option<Lifetime>,
    /// The conditions of the parameter at hand.
    cfgs: Vec<Attribute>,
}

impl Namer {
    fn fresh(&mut self, span: Span) -> Lifetime {
        let lifetime = Lifetime::new(&format!("'__go_{}", self.added.len()), span);
        let mut param = LifetimeParam::new(lifetime.clone());
        param.attrs.clone_from(&self.cfgs);
        self.added.push(param);
        lifetime
    }

    fn receiver(&mut self, receiver: &mut Receiver) {
        match &mut receiver.kind {
            ReceiverKind::Reference(and, lifetime, _) => match lifetime {
                None => *lifetime = Some(self.fresh(and.span)),
                Some(elided) if elided.ident == "_" => *elided = self.fresh(and.span),
                Some(_) => {}
            },
            ReceiverKind::Typed(_, ty) => self.visit_type_mut(ty),
            _ => {}
        }
    }
}

impl VisitMut for Namer {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        let span = reference.and_token.span;
        match &mut reference.lifetime {
            None => reference.lifetime = Some(self.fresh(span)),
            Some(lifetime) if lifetime.ident == "_" => *lifetime = self.fresh(span),
            Some(_) => {}
        }
        visit_mut::visit_type_mut(self, &mut reference.elem);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.fresh(lifetime.span());
        }
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
}

/// Gives the elided lifetimes of an output their name.
struct Fill(Lifetime);

impl VisitMut for Fill {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference.lifetime.get_or_insert_with(|| self.0.clone());
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.0.clone();
        }
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
}
