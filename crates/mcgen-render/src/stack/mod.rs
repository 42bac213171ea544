//! Stacks: what one cloud of one environment is made of, as traits (the shape, which decides the
//! text of the files) and variables (the values, which go to `terraform.tfvars`).

mod aws;
mod aws_cache;
mod aws_database;
mod gcp;
mod gcp_cache;
mod gcp_database;
mod link;

use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::Environment;

use crate::library::Traits;

/// One root of Terraform: a state of its own, one environment, one cloud or what lies between two.
#[derive(Debug, Clone)]
pub(crate) struct Stack {
    /// Its folder below `environments/` and its template folder below `stacks/`.
    pub(crate) name: &'static str,
    /// The shape.
    pub(crate) traits: Traits,
    /// Where the state lives, by the names of the backend's arguments.
    pub(crate) backend: BTreeMap<&'static str, Option<String>>,
    /// The values of its variables.
    pub(crate) variables: BTreeMap<&'static str, Literal>,
}

/// The stacks of `environment`, one a failure domain.
pub(crate) fn stacks(environment: &Environment) -> Vec<Stack> {
    let aws = environment
        .aws
        .as_ref()
        .map(|aws| aws::stack(environment, aws));
    let gcp = environment
        .gcp
        .as_ref()
        .map(|gcp| gcp::stack(environment, gcp));
    let link = match (&environment.link, &environment.aws, &environment.gcp) {
        (Some(link), Some(aws), Some(gcp)) => Some(link::stack(environment, link, aws, gcp)),
        _ => None,
    };
    [aws, gcp, link].into_iter().flatten().collect()
}

/// An object of `terraform.tfvars` while it is put together.
#[derive(Debug, Default)]
struct Object(BTreeMap<&'static str, Literal>);

impl Object {
    fn set(&mut self, name: &'static str, value: impl Into<Literal>) -> &mut Self {
        self.0.insert(name, value.into());
        self
    }

    fn set_if(&mut self, wanted: bool, name: &'static str, value: impl Into<Literal>) -> &mut Self {
        if wanted {
            self.set(name, value);
        }
        self
    }
}

impl From<Object> for Literal {
    fn from(object: Object) -> Self {
        object.0.into()
    }
}

/// `<project>-<environment>` and a suffix, at most `limit` characters.
fn name(environment: &Environment, suffix: &[&str], limit: usize) -> String {
    let mut parts = vec![environment.project.as_str(), environment.name.as_str()];
    parts.extend(suffix);
    mcgen_model::fitted_name(&parts, limit)
}
