//! The simulated providers of one run: those of its lane, with the types that its trees use. Terraform
//! reads the whole schema of a provider at every command, so what no tree uses is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use mcgen_schema::{Kind, Overlay, Provider};
use mcgen_simulator::{SimulatedProvider, Simulator, World};

use crate::VerifyError;
use crate::cloud::Cloud;
use crate::lanes::Lane;
use crate::tree::Tree;

/// A running set of simulated providers over a world of their own.
#[derive(Debug)]
pub(crate) struct Simulation {
    simulator: Simulator,
}

impl Simulation {
    /// Serves the providers of `lane` with every type that the trees use, with sockets in `folder`.
    pub(crate) fn start<'t>(
        lane: &Lane,
        trees: impl Iterator<Item = &'t Tree>,
        folder: &Path,
    ) -> Result<Self, VerifyError> {
        let mut used: BTreeMap<String, BTreeSet<(Kind, String)>> = BTreeMap::new();
        for tree in trees {
            for (source, types) in tree.used_types() {
                used.entry(source).or_default().extend(types);
            }
        }
        let none = BTreeSet::new();
        let providers = lane
            .providers()
            .iter()
            .map(|provider| simulated(provider, used.get(provider.source()).unwrap_or(&none)))
            .collect::<Result<_, VerifyError>>()?;
        let simulator = Simulator::start_in(World::default(), providers, folder)?;
        Ok(Self { simulator })
    }

    /// The value of `TF_REATTACH_PROVIDERS`.
    pub(crate) fn reattach(&self) -> String {
        self.simulator.reattach().to_owned()
    }

    /// Takes a cloud down, or brings it back.
    pub(crate) fn set_reachable(&self, cloud: Cloud, reachable: bool) {
        for provider in cloud.providers() {
            self.simulator.set_reachable(provider, reachable);
        }
    }

    pub(crate) fn stop(self) {
        self.simulator.stop();
    }
}

fn simulated(
    provider: &Provider,
    types: &BTreeSet<(Kind, String)>,
) -> Result<SimulatedProvider, VerifyError> {
    let names = || types.iter().map(|(kind, name)| (*kind, name.as_str()));
    let mut overlay = Overlay {
        provider: provider.source().to_owned(),
        every: provider.overlay_of_every_type()?,
        ..Overlay::default()
    };
    for (kind, name) in names() {
        let Some(entry) = provider.overlay(kind, name)? else {
            continue;
        };
        match kind {
            Kind::Resource => overlay.resource.insert(name.to_owned(), entry),
            Kind::DataSource => overlay.data.insert(name.to_owned(), entry),
            Kind::Ephemeral => overlay.ephemeral.insert(name.to_owned(), entry),
        };
    }
    Ok(SimulatedProvider {
        source: provider.source().to_owned(),
        version: provider.version().to_string(),
        schema: Arc::new(provider.subset(names())?),
        overlay: Arc::new(overlay),
    })
}
