//! All modules at one end of their version ranges, and what is known of their values.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::convert;
use super::finding::FromProvider;
use super::infer::Walker;
use super::module::{Declared, Module, Repeat, Written};
use super::requirement::{BUILT_IN, Ranges, address};
use super::resource_type::ResourceType;
use crate::{Catalog, CatalogError, Kind, Provider, Schema, Type};

/// Which of the versions that a module allows is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Oldest,
    Newest,
}

/// All modules at one end of their version ranges.
pub(super) struct Pass<'c, 't> {
    pub(super) modules: &'t BTreeMap<&'t str, Module<'t>>,
    contexts: BTreeMap<&'t str, Context<'c, 't>>,
    /// How deeply expressions are being looked into, through references too.
    pub(super) depth: Cell<u32>,
}

/// One module at one end of its version ranges.
pub(super) struct Context<'c, 't> {
    pub(super) module: &'t Module<'t>,
    end: End,
    ranges: &'c Ranges<'c>,
    providers: RefCell<BTreeMap<String, Option<Chosen<'c>>>>,
    locals: RefCell<BTreeMap<&'t str, Memo>>,
    outputs: RefCell<BTreeMap<&'t str, Memo>>,
    fault: RefCell<Option<CatalogError>>,
}

/// A version of a provider, and what findings say of it.
type Chosen<'c> = (&'c Provider, Rc<FromProvider>);

/// A value that is known, or being looked for.
#[derive(Clone)]
enum Memo {
    Pending,
    Done(Rc<Type>),
}

/// What a resource block refers to.
pub(super) struct ProviderOf {
    /// The name in this module: `aws`.
    pub(super) name: String,
    /// `hashicorp/aws`.
    pub(super) address: String,
}

impl<'c, 't> Pass<'c, 't> {
    pub(super) fn new(
        modules: &'t BTreeMap<&'t str, Module<'t>>,
        ranges: &'c Ranges<'c>,
        end: End,
    ) -> Self {
        let contexts = modules.iter().map(|(folder, module)| {
            let context = Context {
                module,
                end,
                ranges,
                providers: RefCell::default(),
                locals: RefCell::default(),
                outputs: RefCell::default(),
                fault: RefCell::default(),
            };
            (*folder, context)
        });
        Self {
            modules,
            contexts: contexts.collect(),
            depth: Cell::new(0),
        }
    }

    pub(super) fn contexts(&self) -> impl Iterator<Item = &Context<'c, 't>> {
        self.contexts.values()
    }

    pub(super) fn context(&self, folder: &str) -> Option<&Context<'c, 't>> {
        self.contexts.get(folder)
    }

    /// The first fault of the catalog, if there was one.
    pub(super) fn fault(&self) -> Result<(), CatalogError> {
        let fault = self.contexts().find_map(|it| it.fault.borrow_mut().take());
        fault.map_or(Ok(()), Err)
    }
}

impl<'c, 't> Context<'c, 't> {
    /// Keeps a fault of the catalog for the end of the pass.
    fn held<T>(&self, result: Result<T, CatalogError>) -> Option<T> {
        result
            .map_err(|fault| self.fault.borrow_mut().get_or_insert(fault).clone())
            .ok()
    }

    fn chosen(&self, address: &str) -> Option<Chosen<'c>> {
        if let Some(known) = self.providers.borrow().get(address) {
            return known.clone();
        }
        let range = self.ranges.of(self.module.folder, address);
        let chosen = range.ends.map(|(oldest, newest)| {
            let provider = match self.end {
                End::Oldest => oldest,
                End::Newest => newest,
            };
            let origin = FromProvider {
                address: address.to_owned(),
                version: provider.version().to_string(),
                is_constrained: range.constrained,
                is_open: range.open,
            };
            (provider, Rc::new(origin))
        });
        let key = address.to_owned();
        self.providers.borrow_mut().insert(key, chosen.clone());
        chosen
    }

    /// The version of a provider that is meant here; nothing where no held version fits.
    pub(super) fn provider(&self, address: &str) -> Option<&'c Provider> {
        self.chosen(address).map(|(provider, _)| provider)
    }

    /// What a finding says of a provider.
    pub(super) fn origin(&self, address: &str) -> Option<Rc<FromProvider>> {
        self.chosen(address).map(|(_, origin)| origin)
    }

    pub(super) fn catalog(&self) -> &'c Catalog {
        self.ranges.catalog
    }

    /// The schema of the `provider` block; nothing where it is not held.
    pub(super) fn provider_schema(&self, address: &str) -> Option<Arc<Schema>> {
        self.held(self.provider(address)?.configuration())
    }

    /// The provider that a resource block belongs to.
    pub(super) fn provider_of(&self, block: &mcgen_hcl::syntax::Block<'_>) -> ProviderOf {
        let named = block.body.attribute("provider");
        let named = named.and_then(|it| provider_name(&it.value));
        let kind = block.label(0).unwrap_or_default();
        let prefix = kind.split('_').next().unwrap_or_default();
        let name = named.unwrap_or(prefix).to_owned();
        ProviderOf {
            address: address(self.module, &name),
            name,
        }
    }

    /// The schema of a type; nothing where it is not held.
    pub(super) fn resource_type(
        &self,
        address: &str,
        kind: Kind,
        name: &str,
    ) -> Option<Rc<ResourceType>> {
        let provider = if address == BUILT_IN {
            None
        } else {
            Some(self.provider(address)?)
        };
        self.held(self.ranges.types.get(provider, kind, name))?
    }

    /// The type of the value of a local; [`Type::Dynamic`] where it is not known.
    pub(super) fn local(&self, pass: &Pass<'c, 't>, name: &str) -> Rc<Type> {
        let Some((name, written)) = self.module.locals.get_key_value(name) else {
            return Rc::new(Type::Dynamic);
        };
        self.memoized(pass, &self.locals, name, *written)
    }

    fn memoized(
        &self,
        pass: &Pass<'c, 't>,
        memos: &RefCell<BTreeMap<&'t str, Memo>>,
        name: &'t str,
        written: Written<'t>,
    ) -> Rc<Type> {
        match memos.borrow().get(name) {
            Some(Memo::Done(value)) => return Rc::clone(value),
            Some(Memo::Pending) => return Rc::new(Type::Dynamic),
            None => {}
        }
        memos.borrow_mut().insert(name, Memo::Pending);
        let value = Walker::silent(pass, self, written.source).infer(written.value);
        let done = Memo::Done(Rc::clone(&value));
        memos.borrow_mut().insert(name, done);
        value
    }

    /// The type of the outputs of this module together.
    pub(super) fn outputs(&self, pass: &Pass<'c, 't>) -> Type {
        let outputs = self.module.outputs.iter().map(|(name, output)| {
            let value = output.value.map_or_else(
                || Rc::new(Type::Dynamic),
                |it| self.memoized(pass, &self.outputs, name, it),
            );
            (*name, (*value).clone())
        });
        Type::object(outputs)
    }

    /// The type of one output.
    pub(super) fn output(&self, pass: &Pass<'c, 't>, name: &str) -> Option<Rc<Type>> {
        let (name, output) = self.module.outputs.get_key_value(name)?;
        let written = output.value?;
        Some(self.memoized(pass, &self.outputs, name, written))
    }

    /// The type of `each.value` in a block.
    pub(super) fn each(&self, pass: &Pass<'c, 't>, declared: &Declared<'t>) -> Option<Type> {
        if declared.repeat != Repeat::ForEach {
            return None;
        }
        let collection = declared.block.body.attribute("for_each");
        let value = collection.map_or_else(
            || Rc::new(Type::Dynamic),
            |it| Walker::silent(pass, self, declared.source).infer(&it.value),
        );
        Some(Type::object([
            ("key", Type::String),
            ("value", convert::element(&value)),
        ]))
    }
}

/// `aws` of `aws` or `aws.east`.
pub(super) fn provider_name<'e>(value: &'e mcgen_hcl::syntax::Expression<'_>) -> Option<&'e str> {
    use mcgen_hcl::syntax::ExpressionKind;
    match &value.bare().kind {
        ExpressionKind::Variable(name) => Some(name),
        ExpressionKind::String(text) => text.split('.').next(),
        ExpressionKind::Traversal { base, .. } => match &base.kind {
            ExpressionKind::Variable(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}
