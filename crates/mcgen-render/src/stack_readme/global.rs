//! What the README of the stack `reach` says: how the password and the clients reach the database, and what its maker tells.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mcgen_model::{
    Cockroach, CockroachPlan, Environment, GlobalDatabase, Monitoring, Product, Yugabyte,
};

use crate::stack::Stack;

/// The database that a stack leads to; none for any stack but `reach`.
fn settings<'a>(environment: &'a Environment, stack: &Stack) -> Option<&'a GlobalDatabase> {
    let settings = environment.strategy.global_database();
    settings.filter(|_| stack.name == "reach")
}

pub(super) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let settings = settings(environment, stack)?;
    let global = format!("../../global/{}", environment.name);
    match &settings.product {
        Product::Cockroach(cluster) => Some(cockroach(cluster, &global)),
        Product::Yugabyte(cluster) => Some(yugabyte(cluster, &global)),
        Product::Atlas(_) | Product::Spanner(_) => None,
    }
}

/// How the network of nodes in Google Cloud is found, and that it is answered; none where none stand there beside those of AWS.
pub(super) fn peering(environment: &Environment, stack: &Stack) -> Option<&'static str> {
    let settings = settings(environment, stack)?;
    let Product::Yugabyte(cluster) = &settings.product else {
        return None;
    };
    if !cluster.is_in_both_clouds() {
        return None;
    }
    Some(if cluster.is_peered() {
        "Clients in Google Cloud reach the nodes there by a peering of networks, of which `global` has made one half and this stack the other. The page Networking of \
         Aeon shows it as active once both are there. Their host name is `hosts.gcp` of the output `connection`.\n"
    } else {
        "Clients in Google Cloud reach no node beside them until the network of these is named: after the first apply of `global` look up the VPC of Google Cloud on \
         the page Networking of Aeon, write its project and its name as `google-network: projects/PROJECT/global/networks/NAME`, render, and apply this stack again.\n"
    })
}

/// The alerts of the product, which a person switches on; none where `monitoring` names nobody.
pub(super) fn alerts(environment: &Environment, stack: &Stack) -> Option<String> {
    let settings = settings(environment, stack)?;
    let monitoring = environment.monitoring.as_ref()?;
    match &settings.product {
        Product::Cockroach(cluster) => {
            let mut text = cockroach_alerts(cluster, monitoring);
            if cluster.offers_metrics() {
                let folder = format!("prometheus/{}", environment.name);
                let _ = write!(
                    text,
                    "\nA Prometheus of yours reads the metrics of the nodes: [`{folder}/`](../../../{folder}/README.md) has the key, the jobs and the alerts.\n"
                );
            }
            Some(text)
        }
        Product::Yugabyte(cluster) => Some(yugabyte_alerts(cluster, monitoring)),
        Product::Atlas(_) | Product::Spanner(_) => None,
    }
}

/// Everybody who is named by address.
fn addresses(monitoring: &Monitoring) -> String {
    let all = monitoring.notify.email.iter().chain(&monitoring.page.email);
    let all: BTreeSet<String> = all.map(|it| format!("`{}`", it.as_str())).collect();
    if all.is_empty() {
        return "whoever must act".to_owned();
    }
    all.into_iter().collect::<Vec<_>>().join(", ")
}

fn cockroach_alerts(cluster: &Cockroach, monitoring: &Monitoring) -> String {
    let people = addresses(monitoring);
    if cluster.plan.value != CockroachPlan::Advanced {
        return format!(
            "CockroachDB Cloud writes to the administrators of its organization when 50, 75 and 100 % of the limits of the cluster are used. \
             Make {people} administrators of it, or members of a list that is one. There is no other alarm on the database itself.\n"
        );
    }
    let mut text = format!(
        "CockroachDB Cloud tells of storage, processors and memory that run out, once somebody has switched it on: open the page Alerts of the \
         organization after the first apply, turn alerts on, add {people}, and send a test.\n"
    );
    if cluster.sends_metrics() {
        text.push_str(
            "\nThe metrics of the nodes in this region come to CloudWatch. When none has come for 15 minutes it is paged: ask the cluster before you \
             act, since the export alone may have ended. Should the first apply find that the role cannot be taken yet, apply again. No alarm stands on \
             their values; add those you want once you see the metrics in CloudWatch.\n",
        );
    }
    text
}

fn yugabyte_alerts(cluster: &Yugabyte, monitoring: &Monitoring) -> String {
    let invited: BTreeSet<&str> = cluster.members.iter().map(|it| it.as_str()).collect();
    let told = monitoring.notify.email.iter().chain(&monitoring.page.email);
    let strangers = told.filter(|it| !invited.contains(it.as_str()));
    let strangers: BTreeSet<String> = strangers.map(|it| format!("`{}`", it.as_str())).collect();
    let strangers = strangers.into_iter().collect::<Vec<_>>().join(", ");
    let members = match (invited.is_empty(), strangers.as_str()) {
        (true, "") => "Make whoever must act a member.".to_owned(),
        (true, strangers) => format!("Make {strangers} members."),
        (false, "") => {
            "The stack `global` invites those who are told; they accept by mail.".to_owned()
        }
        (false, strangers) => {
            format!(
                "The stack `global` invites `members`, who accept by mail. Make {strangers} members too."
            )
        }
    };
    let own = format!(
        "YugabyteDB Aeon writes to all members of its account when nodes run out of processors, memory, connections or storage, drop requests, or more than a third of them are down. {members} \
         Look through the configurations on its page Alerts after the first apply, and send a test.\n"
    );
    match &cluster.export_configuration {
        Some(configuration) => format!(
            "{own}\nThe metrics of the cluster go where the export configuration `{}` leads. Make the alerts on them there.\n",
            configuration.value
        ),
        None => own,
    }
}

fn cockroach(cluster: &Cockroach, global: &str) -> String {
    let (user, database) = (&cluster.user, &cluster.database);
    format!(
        "CockroachDB has made the user `{user}` with a password that nobody knows. Give it the one of the secret after the first apply, and after \
         every higher `password-version`. The key of the API and the password pass through pipes and stand in no command line:\n\n\
         ```console\n\
         $ aws secretsmanager get-secret-value --secret-id \"$(terraform output -json secrets | jq -r .aws)\" --query SecretString --output text \\\n    \
             | jq '{{password: .password}}' \\\n    \
             | curl --fail --silent --show-error --request PUT --header 'Content-Type: application/json' --data @- \\\n        \
                 --config <(printf 'header = \"Authorization: Bearer %s\"' \"$COCKROACH_API_KEY\") \\\n        \
                 \"https://cockroachlabs.cloud/api/v1/clusters/$(terraform -chdir={global} output -raw cluster_id)/sql-users/{user}/password\"\n\
         ```\n\n\
         A new user has the role `admin`. Take it away, as another administrator, once the application has what it needs:\n\n\
         ```sql\nGRANT ALL ON DATABASE {database} TO {user};\nREVOKE admin FROM {user};\n```\n\n\
         Applications connect with `sslmode=verify-full` and the certificate that is the output `ca_certificate` of the stack `global`.\n"
    )
}

fn yugabyte(cluster: &Yugabyte, global: &str) -> String {
    let (user, database) = (&cluster.user, &cluster.database);
    let machine = if cluster.is_in_both_clouds() {
        "AWS"
    } else {
        "either cloud"
    };
    let host = if cluster.is_peered() {
        "hosts.aws"
    } else {
        "host"
    };
    format!(
        "The provider of YugabyteDB Aeon keeps the first password of the administrator in the state of `global`. Replace it right after the first \
         apply, from a machine in the network of {machine}, and keep the new one where administrators keep theirs. From then on the one in the \
         state opens nothing over SQL. The same one is the first for YCQL, whose port the endpoint does not let in.\n\n\
         ```console\n\
         $ terraform -chdir={global} output -raw ca_certificate > ca.crt\n\
         $ export PGHOST=$(terraform output -json connection | jq -r .{host}) PGPORT=5433 PGUSER=$(terraform -chdir={global} output -raw admin) PGDATABASE=yugabyte\n\
         $ export PGSSLMODE=verify-full PGSSLROOTCERT=ca.crt\n\
         $ PGPASSWORD=$(terraform -chdir={global} output -raw first_password) psql --command '\\password'\n\
         ```\n\n\
         Then make the database and the user of the application, with the password of the secret. It passes through a pipe and stands in no command line:\n\n\
         ```console\n\
         $ psql --command 'CREATE DATABASE {database}' --command 'CREATE ROLE {user} LOGIN' --command 'GRANT ALL ON DATABASE {database} TO {user}'\n\
         $ psql --dbname {database} --command 'GRANT USAGE, CREATE ON SCHEMA public TO {user}'\n\
         $ aws secretsmanager get-secret-value --secret-id \"$(terraform output -json secrets | jq -r .aws)\" --query SecretString --output text \\\n    \
             | jq -r '\"ALTER ROLE {user} PASSWORD \\u0027\\(.password)\\u0027;\"' | psql\n\
         ```\n\n\
         Run the last command again after every higher `password-version`. Applications connect with `sslmode=verify-full` and the certificate that is \
         the output `ca_certificate` of the stack `global`, and repeat a transaction that fails with SQLSTATE 40001.\n"
    )
}
