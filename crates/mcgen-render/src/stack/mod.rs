//! Stacks: what one cloud of one environment is made of, as traits (the shape, which decides the
//! text of the files) and variables (the values, which go to `terraform.tfvars`).

#[cfg(test)]
mod alarm_tests;
mod alarms;
mod aws;
mod aws_alarms;
mod aws_cache;
mod aws_database;
mod aws_load_balancer;
mod backend;
mod gcp;
mod gcp_alarms;
mod gcp_cache;
mod gcp_database;
mod gcp_load_balancer;
mod global;
mod link;
mod messages;
mod reach;
mod replication;
mod replicator;
mod streaming;
mod traffic;

use std::collections::BTreeMap;

use mcgen_hcl::{Decimal, Literal};
use mcgen_model::{AwsEnvironment, Environment, GcpEnvironment};

pub(crate) use self::backend::Backend;
pub(crate) use self::messages::messages_name;
pub(crate) use self::replication::dms_task;
use crate::library::Traits;

/// One root of Terraform: a state of its own, one environment, one cloud or what lies between two.
#[derive(Debug, Clone)]
pub(crate) struct Stack {
    /// Its folder below `environments/` and its template folder below `stacks/`.
    pub(crate) name: &'static str,
    /// The shape.
    pub(crate) traits: Traits,
    /// Where the state lives.
    pub(crate) backend: Backend,
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
    let global = global::stack(environment);
    let link = match (&environment.link, &environment.aws, &environment.gcp) {
        (Some(link), Some(aws), Some(gcp)) => Some(link::stack(environment, link, aws, gcp)),
        _ => None,
    };
    let messages = messages::stack(environment);
    let reach = reach::stack(environment);
    let replication =
        mcgen_model::dms::route(environment).map(|route| replication::stack(environment, &route));
    let streaming = mcgen_model::debezium::route(environment)
        .map(|route| streaming::stack(environment, &route));
    let replicator = replicator::stack(environment);
    let traffic = traffic::stack(environment);
    [
        aws,
        gcp,
        global,
        link,
        messages,
        reach,
        replication,
        replicator,
        streaming,
        traffic,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where the state of the stack `aws` lives, for the stacks that read it.
fn aws_state(environment: &Environment, aws: &AwsEnvironment) -> Literal {
    aws_state_of(environment, aws, "aws")
}

/// Where the state of a stack lives in the bucket of AWS.
fn aws_state_of(environment: &Environment, aws: &AwsEnvironment, stack: &str) -> Literal {
    let mut object = Object::default();
    object
        .set("bucket", aws.backend.bucket.value.clone())
        .set("key", aws::state_key(environment, aws, stack))
        .set("region", aws.backend.region.code());
    object.into()
}

/// Where the state of the stack `gcp` lives, for the stacks that read it.
fn gcp_state(environment: &Environment, gcp: &GcpEnvironment) -> Literal {
    gcp_state_of(environment, gcp, "gcp")
}

/// Where the state of a stack lives in the bucket of Google Cloud.
fn gcp_state_of(environment: &Environment, gcp: &GcpEnvironment, stack: &str) -> Literal {
    let mut object = Object::default();
    object
        .set("bucket", gcp.backend.bucket.value.clone())
        .set("prefix", gcp::state_prefix(environment, gcp, stack));
    object.into()
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

/// A share of one, of a share in percent.
fn share(percent: u32) -> Literal {
    match percent {
        100.. => Literal::from(1),
        _ => Decimal::parse(&format!("0.{percent:02}")).map_or(Literal::Null, Literal::from),
    }
}

/// `<project>-<environment>` and a suffix, at most `limit` characters.
fn name(environment: &Environment, suffix: &[&str], limit: usize) -> String {
    let mut parts = vec![environment.project.as_str(), environment.name.as_str()];
    parts.extend(suffix);
    mcgen_model::fitted_name(&parts, limit)
}
