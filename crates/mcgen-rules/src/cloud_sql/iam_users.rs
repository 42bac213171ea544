//! IAM identities as users of the database.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::cloud_sql::{effective_flags, iam_flag, iam_login};
use mcgen_model::{Engine, Environment, GcpDatabase, Principal};

use super::{and_at, database};
use crate::Context;

/// The longest user name of MySQL, in characters.
const MYSQL_NAME_MAX: usize = 32;

pub(super) static IAM_USER: Rule = Rule {
    code: "SQL-033",
    slug: "iam-user-cannot-log-in",
    severity: Severity::Error,
    summary: "IAM identity could not log in as a user of the database",
    fix: "leave `iam-auth` on, and give each identity a login name of its own",
    explain: "An IAM identity logs in with a short-lived token instead of a password, which the instance \
takes only with the flag `cloudsql.iam_authentication` (MySQL: `cloudsql_iam_authentication`). Its login \
name follows from its address: PostgreSQL leaves out `.gserviceaccount.com`, MySQL everything from the `@` \
on and takes 32 characters at most. So on MySQL two identities of different domains can meet in one name, \
and the second user is not made.\n\nA user of the database needs the role `roles/cloudsql.instanceUser` as well, \
which is granted in the project. mcgen grants it under a condition that holds for this instance and its read \
replicas only, and with `connector-enforcement` `roles/cloudsql.client` too; Terraform must then be allowed \
to change the policy of the project. `iam-grants: false` leaves both to whoever may. A new user has no rights \
in the database until somebody grants them in SQL.",
    sources: &[
        Reference {
            title: "Cloud SQL for PostgreSQL: add an IAM user, service account or group",
            url: "https://cloud.google.com/sql/docs/postgres/add-manage-iam-users",
        },
        Reference {
            title: "Cloud SQL for MySQL: IAM authentication",
            url: "https://cloud.google.com/sql/docs/mysql/iam-authentication",
        },
        Reference {
            title: "Cloud SQL: use IAM Conditions",
            url: "https://cloud.google.com/sql/docs/postgres/iam-conditions",
        },
        Reference {
            title: "Terraform: google_sql_user",
            url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_user",
        },
    ],
    waivable: false,
};

pub(super) fn log_in(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    findings.extend(switched_off(database));
    let engine = database.engine.value;
    let mut seen: BTreeMap<&str, &Spanned<Principal>> = BTreeMap::new();
    for user in &database.iam_users {
        let login = iam_login(engine, user);
        if let Some(first) = seen.insert(login, user) {
            findings.push(
                Diagnostic::new(&IAM_USER)
                    .at_value(user, format!("logs in as `{login}`"))
                    .at_value(first, "and so does this one")
                    .help(if **first == **user {
                        "remove one of the two"
                    } else {
                        "keep one of the two, or put both into a group and list the group"
                    }),
            );
        }
        findings.extend(administrator(database, user, login));
        if engine == Engine::Mysql && login.len() > MYSQL_NAME_MAX {
            findings.push(
                Diagnostic::new(&IAM_USER)
                    .at_value(user, format!("`{login}` has {} characters", login.len()))
                    .because(format!(
                        "a user name of MySQL has at most {MYSQL_NAME_MAX} characters"
                    ))
                    .help("list a group that the identity belongs to"),
            );
        }
    }
}

/// The flag decides, whichever key has set it.
fn switched_off(database: &GcpDatabase) -> Option<Diagnostic> {
    let first = database.iam_users.first()?;
    let flag = iam_flag(database.engine.value);
    if effective_flags(database)
        .get(flag)
        .is_some_and(|value| value == "on")
    {
        return None;
    }
    let finding = Diagnostic::new(&IAM_USER).at_value(first, "logs in with a token of IAM");
    Some(match database.flags.get(flag) {
        Some(off) => finding
            .at_value(&off.value, "the instance takes none")
            .help(format!("remove the flag `{flag}`; `iam-auth` sets it")),
        None => finding
            .at_value(&database.iam_auth, "the instance takes none")
            .help("remove `iam-auth: false`"),
    })
}

fn administrator(
    database: &GcpDatabase,
    user: &Spanned<Principal>,
    login: &str,
) -> Option<Diagnostic> {
    (login == *database.username).then(|| {
        let finding = Diagnostic::new(&IAM_USER).at_value(user, format!("logs in as `{login}`"));
        and_at(finding, &database.username, "so does the administrator")
            .because(format!("the administrator has the name `{login}`"))
            .help("write another `username`")
    })
}
