//! What the README of the stack `reach` says: how the password reaches the database.

use mcgen_model::{Environment, Product};

use crate::stack::Stack;

pub(super) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let settings = environment
        .strategy
        .global_database()
        .filter(|_| stack.name == "reach")?;
    let Product::Cockroach(cluster) = &settings.product else {
        return None;
    };
    let (user, database) = (&cluster.user, &cluster.database);
    let global = format!("../../global/{}", environment.name);
    Some(format!(
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
    ))
}
