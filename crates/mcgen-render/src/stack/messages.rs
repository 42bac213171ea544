use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{AwsEnvironment, Environment, Messages, fitted_name};

use super::{Backend, Object, Stack, aws, aws_state, gcp, gcp_state, name};
use crate::library::{TraitValue, Traits};

/// The stack of topics, queues and functions between the two applications; `None` without messages.
pub(super) fn stack(environment: &Environment) -> Option<Stack> {
    let messages = environment.strategy.active_active()?.mechanism.messages()?;
    let (aws, gcp) = (environment.aws.as_ref()?, environment.gcp.as_ref()?);
    let switch = |on: bool| TraitValue::from(on);
    let number = if gcp.project_number.is_some() {
        "given"
    } else {
        "read"
    };
    let traits = [
        ("project_number", TraitValue::from(number)),
        ("alarms", switch(environment.monitoring.is_some())),
        ("assume_role", switch(aws.assume_role.is_some())),
        ("impersonate", switch(gcp.impersonate.is_some())),
    ];
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("aws_region", aws.region.code().into()),
        ("aws_state", aws_state(environment, aws)),
        ("environment", environment.name.as_str().into()),
        ("gcp_region", gcp.region.code().into()),
        ("labels", gcp::labels(environment).into()),
        ("messages", values(environment, messages, aws)),
        ("partition", "aws".into()),
        ("project", environment.project.as_str().into()),
        ("project_id", gcp.project.value.clone().into()),
        ("tags", aws::tags(environment).into()),
    ]);
    if let Some(monitoring) = &environment.monitoring {
        let limits = &monitoring.thresholds;
        let mut object = Object::default();
        object
            .set("lag_minutes", limits.lag_minutes.value)
            .set("lag_seconds", limits.lag.value.seconds())
            .set("minutes", limits.minutes.value);
        variables.insert("monitoring", object.into());
        variables.insert("gcp_state", gcp_state(environment, gcp));
    }
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    if let Some(number) = &gcp.project_number {
        variables.insert("project_number", number.value.clone().into());
    }
    Some(Stack {
        name: "messages",
        traits: Traits::from(traits.map(|(name, value)| (name.to_owned(), value))),
        backend: Backend::in_aws(environment, aws, "messages"),
        variables,
    })
}

/// What topics, queues and functions are called, or begin with.
pub(crate) fn messages_name(environment: &Environment) -> String {
    name(environment, &["messages"], 45)
}

fn values(environment: &Environment, messages: &Messages, aws: &AwsEnvironment) -> Literal {
    let named = messages_name(environment);
    let mut roles = Object::default();
    roles
        .set("from_gcp", fitted_name(&[&named, "from-gcp"], 64))
        .set("to_gcp", fitted_name(&[&named, "to-gcp"], 64));
    let mut accounts = Object::default();
    accounts
        .set("publish", name(environment, &["msg-publish"], 30))
        .set("push", name(environment, &["msg-push"], 30));
    let outage = environment.objectives.tolerated_outage.value;
    let texts = |items: Vec<&str>| items.into_iter().map(Literal::from).collect::<Vec<_>>();
    let aws_clients = messages.aws_clients.iter().map(|it| it.as_str()).collect();
    let gcp_clients = messages.gcp_clients.iter().map(|it| it.as_str()).collect();
    let mut object = Object::default();
    object
        .set("attempts", messages.attempts.value)
        .set("aws_attempts", Messages::aws_attempts(outage))
        .set("aws_clients", texts(aws_clients))
        .set("function_seconds", Messages::FUNCTION_SECONDS)
        .set("gcp_attempts", Messages::GCP_ATTEMPTS_MAX)
        .set("gcp_clients", texts(gcp_clients))
        .set(
            "log_retention_days",
            aws.network.flow_log_retention_days.value,
        )
        .set("pool_id", fitted_name(&[&named], 32))
        .set("processing_seconds", messages.processing.seconds())
        .set("retention_seconds", messages.queue_retention.seconds())
        .set("role_names", roles)
        .set("service_account_ids", accounts)
        .set("name", named);
    object.into()
}
