//! What the README of the stack `reach` says: how the password reaches the database.

use mcgen_model::{Cockroach, Environment, Product, Yugabyte};

use crate::stack::Stack;

pub(super) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let settings = environment
        .strategy
        .global_database()
        .filter(|_| stack.name == "reach")?;
    let global = format!("../../global/{}", environment.name);
    match &settings.product {
        Product::Cockroach(cluster) => Some(cockroach(cluster, &global)),
        Product::Yugabyte(cluster) => Some(yugabyte(cluster, &global)),
        Product::Atlas(_) | Product::Spanner(_) => None,
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
    format!(
        "The provider of YugabyteDB Aeon keeps the first password of the administrator in the state of `global`. Replace it right after the first \
         apply, from a machine in the network of either cloud, and keep the new one where administrators keep theirs. From then on the one in the \
         state opens nothing over SQL. The same one is the first for YCQL, whose port the endpoint does not let in.\n\n\
         ```console\n\
         $ terraform -chdir={global} output -raw ca_certificate > ca.crt\n\
         $ export PGHOST=$(terraform output -json connection | jq -r .host) PGPORT=5433 PGUSER=$(terraform -chdir={global} output -raw admin) PGDATABASE=yugabyte\n\
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
