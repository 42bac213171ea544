//! The simulated providers of one run: those of its lane, with the types that its trees use. Terraform
//! reads the whole schema of a provider at every command, so what no tree uses is left out.

use std::path::Path;

use mcgen_schema::CatalogError;
use mcgen_simulator::{SimulatedProvider, Simulator, World};

use crate::VerifyError;
use crate::cloud::Cloud;
use crate::lanes::{Lane, used_types};
use crate::tree::Tree;

/// A running set of simulated providers over a world of their own.
#[derive(Debug)]
pub(crate) struct Simulation {
    simulator: Simulator,
}

impl Simulation {
    /// Serves the providers of `lane` with every type that the trees use, with sockets in `folder`.
    pub(crate) fn start(lane: &Lane, trees: &[&Tree], folder: &Path) -> Result<Self, VerifyError> {
        let used = used_types(trees);
        let providers = lane.providers().iter().map(|provider| {
            let types = used.get(provider.source()).into_iter().flatten();
            SimulatedProvider::held(provider, types.map(|(kind, name)| (*kind, name.as_str())))
        });
        let providers = providers.collect::<Result<_, CatalogError>>()?;
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
