//! Simulated Terraform providers.
//!
//! A [`Simulator`] poses as any number of providers. All it knows of each is its schema and an
//! overlay with what no schema says, and that is enough for the real Terraform to plan, apply and
//! destroy against it. It speaks the plugin protocol 6 over Unix sockets within this process:
//!
//! ```
//! use std::sync::Arc;
//!
//! use mcgen_schema::{Overlay, ProviderSchema};
//! use mcgen_simulator::{SimulatedProvider, Simulator};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let schema: ProviderSchema = serde_json::from_str(
//!     r#"{"resource_schemas": {"cloud_network": {"version": 0, "block": {"attributes": {
//!         "id": {"type": "string", "computed": true}
//!     }}}}}"#,
//! )?;
//! let simulator = Simulator::start(vec![SimulatedProvider {
//!     source: "example/cloud".to_owned(),
//!     version: "1.0.0".to_owned(),
//!     schema: Arc::new(schema),
//!     overlay: Arc::new(Overlay::default()),
//! }])?;
//! let mut terraform = std::process::Command::new("terraform");
//! terraform.env("TF_REATTACH_PROVIDERS", simulator.reattach());
//! // `terraform init`, `plan`, `apply` … now find `example/cloud`.
//! simulator.stop();
//! # Ok(())
//! # }
//! ```
//!
//! # What a person may rely on
//!
//! - **Nothing real is touched.** No network, no child process, no file but sockets in a folder that
//!   only this user can look into and that is gone with the simulator.
//! - **Two runs are alike.** Ids, addresses and times follow from what an object is planned to be
//!   and from how many such objects were made before. Only objects that are alike in all of that
//!   can change places when Terraform makes them at the same time.
//! - **What Terraform accepts here, its core accepts.** Whether a cloud accepts it, no schema says;
//!   the overlay adds what is known of that.
//!
//! Objects live in a [`World`], as long as somebody holds it. They can be looked at, changed and
//! removed behind Terraform's back, and a provider's cloud can be made unreachable.

mod data;
mod definition;
mod drift;
mod error;
mod fill;
mod finding;
mod groups;
mod known_data;
#[cfg(test)]
mod life;
mod overlay_use;
mod place;
mod plan;
mod policy;
mod provider;
mod reads;
mod resource;
mod rpc;
mod settings;
mod shape;
mod simulator;
mod transport;
mod validate;
mod value;
mod wire;
mod wire_schema;
mod world;

pub use error::SimulatorError;
pub use provider::SimulatedProvider;
pub use simulator::Simulator;
pub use world::{Object, World, WorldError};
