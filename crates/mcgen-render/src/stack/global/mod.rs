//! The stack of the database over both clouds, which talks to its provider and to nothing else.

mod cockroach;

use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{Cloud, Environment, GlobalDatabase, Product};

use super::{Backend, Stack, gcp};
use crate::library::Traits;

/// `None` without the strategy, and where the cloud of its state is not described; a rule says so.
pub(super) fn stack(environment: &Environment) -> Option<Stack> {
    let settings = environment.strategy.global_database()?;
    let mut traits = Traits::from([(
        "product".to_owned(),
        settings.product.name().as_str().into(),
    )]);
    let mut variables = BTreeMap::from([
        ("environment", Literal::from(environment.name.as_str())),
        ("labels", gcp::labels(environment).into()),
        ("project", environment.project.as_str().into()),
    ]);
    match &settings.product {
        Product::Cockroach(cluster) => {
            traits.insert("plan".to_owned(), cluster.plan.as_str().into());
            variables.insert("cluster", cockroach::variables(cluster));
        }
    }
    Some(Stack {
        name: "global",
        traits,
        backend: backend(environment, settings)?,
        variables,
    })
}

fn backend(environment: &Environment, settings: &GlobalDatabase) -> Option<Backend> {
    Some(match settings.state.value {
        Cloud::Aws => Backend::in_aws(environment, environment.aws.as_ref()?, "global"),
        Cloud::Gcp => Backend::in_gcp(environment, environment.gcp.as_ref()?, "global"),
    })
}
