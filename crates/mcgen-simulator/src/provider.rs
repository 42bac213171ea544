//! A simulated provider: what it is, and one configuration of it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use mcgen_schema::{CatalogError, Kind, Overlay, ProviderSchema};

use crate::definition::{Definition, nothing_more};
use crate::finding::error;
use crate::settings::Settings;
use crate::validate::validate;
use crate::value::{Value, ValueError};
use crate::wire::{self, Diagnostic};
use crate::world::World;

/// A provider to simulate.
#[derive(Debug, Clone)]
pub struct SimulatedProvider {
    /// Where Terraform would get the real one: `hashicorp/aws`, with its host where that is not
    /// Terraform's own registry.
    pub source: String,
    /// The version that the schema is of. Terraform does not ask for it: whoever starts a simulator
    /// compares it with what the configuration wants.
    pub version: String,
    /// What it offers.
    pub schema: Arc<ProviderSchema>,
    /// What the schema does not say.
    pub overlay: Arc<Overlay>,
}

impl SimulatedProvider {
    /// A provider of the catalog with some of its types. A run of Terraform needs every type of its
    /// configuration and of its state; types that the catalog does not hold are left out.
    pub fn held<'a>(
        provider: &mcgen_schema::Provider,
        types: impl IntoIterator<Item = (Kind, &'a str)>,
    ) -> Result<Self, CatalogError> {
        let schema = provider.subset(types)?;
        let mut overlay = Overlay {
            provider: provider.source().to_owned(),
            every: provider.overlay_of_every_type()?,
            ..Overlay::default()
        };
        for kind in Kind::ALL {
            for name in schema.of_kind(kind).keys() {
                let known = provider.overlay(kind, name)?;
                let overlays = overlay.of_kind_mut(kind);
                overlays.extend(known.map(|it| (name.clone(), it)));
            }
        }
        Ok(Self {
            source: provider.source().to_owned(),
            version: provider.version().to_string(),
            schema: Arc::new(schema),
            overlay: Arc::new(overlay),
        })
    }
}

/// A provider that is served.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) simulated: SimulatedProvider,
    pub(crate) world: World,
    schema: OnceLock<Bytes>,
}

impl Provider {
    pub(crate) fn new(simulated: SimulatedProvider, world: World) -> Self {
        Self {
            simulated,
            world,
            schema: OnceLock::new(),
        }
    }

    /// The schema as Terraform wants it. Every run of Terraform asks for it again.
    pub(crate) fn schema(&self) -> Bytes {
        let encode = || crate::wire_schema::provider_schemas(&self.simulated.schema);
        self.schema.get_or_init(encode).clone()
    }
}

/// Why a question has no answer at all: Terraform or the simulator is at fault, not the user.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error(transparent)]
    Value(#[from] ValueError),
    #[error("the provider has no {kind} `{name}`")]
    Type { kind: Kind, name: String },
}

/// One configuration of a provider: each has a connection of its own.
pub(crate) struct Connection {
    pub(crate) provider: Arc<Provider>,
    settings: Mutex<Settings>,
}

impl Connection {
    pub(crate) fn new(provider: Arc<Provider>) -> Self {
        Self {
            provider,
            settings: Mutex::default(),
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        let settings = self.settings.lock();
        settings.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn source(&self) -> &str {
        &self.provider.simulated.source
    }

    pub(crate) fn world(&self) -> &World {
        &self.provider.world
    }

    /// The type of a name.
    pub(crate) fn definition(&self, kind: Kind, name: &str) -> Result<Definition<'_>, Fault> {
        let SimulatedProvider {
            schema, overlay, ..
        } = &self.provider.simulated;
        Definition::find(schema, overlay, kind, name).ok_or_else(|| Fault::Type {
            kind,
            name: name.to_owned(),
        })
    }

    /// What is wrong when the cloud of the provider cannot be reached.
    pub(crate) fn outage(&self, doing: &str) -> Option<Diagnostic> {
        let source = self.source();
        (!self.world().is_reachable(source)).then(|| {
            let detail = format!(
                "This is a simulated outage: {doing} needs the cloud of `{source}`, which is \
                 unreachable for now."
            );
            error(format!("Simulated outage of {source}"), detail)
        })
    }

    pub(crate) fn validate_provider(
        &self,
        request: &wire::ProviderConfig,
    ) -> Result<wire::DiagnosedProvider, Fault> {
        let config = Value::decode(request.config.as_ref())?;
        let block = &self.provider.simulated.schema.configuration.block;
        let diagnostics = validate(self.source(), block, nothing_more(), &config);
        Ok(wire::DiagnosedProvider { diagnostics })
    }

    pub(crate) fn validate(
        &self,
        kind: Kind,
        request: &wire::TypedConfig,
    ) -> Result<wire::Diagnosed, Fault> {
        let definition = self.definition(kind, &request.type_name)?;
        let config = Value::decode(request.config.as_ref())?;
        let Definition {
            name,
            block,
            overlay,
            ..
        } = definition;
        let diagnostics = validate(name, block, overlay, &config);
        Ok(wire::Diagnosed { diagnostics })
    }

    pub(crate) fn configure(&self, request: &wire::Configure) -> Result<wire::Diagnosed, Fault> {
        let config = Value::decode(request.config.as_ref())?;
        let block = &self.provider.simulated.schema.configuration.block;
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        *settings = Settings::read(block, &config);
        // A provider that can be told not to check credentials checks them before anything else;
        // the others notice an outage with the first object.
        let skip = "skip_credentials_validation";
        let checks = block.attributes.contains_key(skip) && config.get(skip) != &Value::Bool(true);
        let outage = self.outage("checking the credentials");
        Ok(wire::Diagnosed {
            diagnostics: outage.filter(|_| checks).into_iter().collect(),
        })
    }
}
