//! Names, the master user and the port.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::master_usernames::{
    Service, is_key_word, is_reserved_database, is_reserved_username,
};
use mcgen_model::catalog::rds_limits;
use mcgen_model::fitted_name;
use mcgen_spec::refused::rds::MASTER_PASSWORD;

use super::{Also, CREATE_INSTANCE, Subject};

pub(super) static IDENTIFIER: Rule = Rule {
    code: "RDS-001",
    slug: "rds-identifier",
    severity: Severity::Error,
    summary: "not an identifier of an RDS instance",
    fix: "use 1 to 63 lower-case letters, digits and single hyphens, beginning with a letter",
    explain: "An instance identifier has 1 to 63 letters, digits and hyphens, begins with a letter, and neither ends in a hyphen nor doubles one. RDS keeps it in lower case, so an identifier with capitals would differ from its own state in every plan. It is unique in an account and region: a read replica is named `<database>-<replica>`, which has to fit too.",
    sources: &[CREATE_INSTANCE],
    waivable: false,
};

pub(super) static USERNAME: Rule = Rule {
    code: "RDS-002",
    slug: "rds-username",
    severity: Severity::Error,
    summary: "RDS does not accept this master user",
    fix: "use 1 to 16 letters, digits and underscores, beginning with a letter",
    explain: "The master user has 1 to 16 letters, digits and underscores and begins with a letter. It is no reserved word of the engine and no role that RDS makes itself: `admin` and `user` are refused on PostgreSQL, names beginning with `rds_` or `pg_` belong to the service. AWS publishes the rule but no list of words; mcgen refuses what is known from error messages and the roles of the service, and warns of the reserved key words of PostgreSQL, which could not be confirmed one by one.",
    sources: &[CREATE_INSTANCE],
    waivable: false,
};

pub(super) static DATABASE_NAME: Rule = Rule {
    code: "RDS-004",
    slug: "rds-database-name",
    severity: Severity::Error,
    summary: "RDS does not accept this database name",
    fix: "use letters, digits and underscores, beginning with a letter",
    explain: "The first database is named with letters, digits and underscores, beginning with a letter, up to 63 characters on PostgreSQL and 64 on MySQL. A hyphen, which instance identifiers allow, is not allowed here. The databases of the engine and of the service itself (`mysql`, `rdsadmin`, `template1` and others) exist already.",
    sources: &[CREATE_INSTANCE],
    waivable: false,
};

pub(super) static PORT: Rule = Rule {
    code: "RDS-035",
    slug: "rds-port",
    severity: Severity::Error,
    summary: "RDS does not listen on this port",
    fix: "leave the port at the engine's own",
    explain: "An RDS instance listens on a port from 1150 to 65535; the defaults are 5432 for PostgreSQL and 3306 for MySQL. A lower port is refused when the instance is created.",
    sources: &[CREATE_INSTANCE],
    waivable: false,
};

pub(super) fn identifier(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let most = rds_limits::instance().identifier_length_max;
    if let Some(fault) = identifier_fault(&database.name, most) {
        findings.push(
            Diagnostic::new(&IDENTIFIER)
                .at_value(&database.name, fault)
                .help(format!(
                    "write `name: {}`",
                    nearest_identifier(&database.name, most)
                )),
        );
    }
    let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    for replica in &database.replicas {
        let name = &replica.name;
        let whole = format!("{}-{name}", database.name);
        let own_fault = identifier_fault(name, most);
        if let Some(fault) = own_fault {
            let nearest = nearest_identifier(name, most);
            findings.push(
                Diagnostic::new(&IDENTIFIER)
                    .at(name.span, fault)
                    .help(format!("write `name: {nearest}`")),
            );
        } else if whole.len() > most && database.name.len() <= most {
            findings.push(
                Diagnostic::new(&IDENTIFIER)
                    .at(name.span, format!("{} characters", name.len()))
                    .also(&database.name, format!("{} characters", database.name.len()))
                    .because(format!(
                        "the replica's identifier `{whole}` has {} characters, {} more than RDS takes",
                        whole.len(),
                        whole.len() - most
                    ))
                    .help(format!(
                        "shorten the replica's name to {} characters",
                        most.saturating_sub(database.name.len() + 1)
                    )),
            );
        }
        if let Some(first) = seen.insert(name.as_str(), name) {
            findings.push(
                Diagnostic::new(&IDENTIFIER)
                    .at(name.span, format!("`{name}` again"))
                    .at(first.span, format!("`{first}` is taken here"))
                    .because(format!("both replicas would be the instance `{whole}`"))
                    .help("give one of them another name"),
            );
        }
    }
}

fn identifier_fault(name: &str, most: usize) -> Option<String> {
    let illegal = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if name.is_empty() {
        Some("an empty name".to_owned())
    } else if let Some(c) = name.chars().find(|c| illegal(*c)) {
        Some(format!("`{c}` is no lower-case letter, digit or hyphen"))
    } else if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        Some("begins with no letter".to_owned())
    } else if name.ends_with('-') {
        Some("ends in a hyphen".to_owned())
    } else if name.contains("--") {
        Some("doubles a hyphen".to_owned())
    } else if name.len() > most {
        Some(format!(
            "{} characters, and {most} are the most",
            name.len()
        ))
    } else {
        None
    }
}

/// The legal identifier that was probably meant.
fn nearest_identifier(name: &str, most: usize) -> String {
    let lower = name.to_ascii_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit()))
        .filter(|part| !part.is_empty())
        .collect();
    let joined = fitted_name(&parts, most);
    match joined.chars().next() {
        Some(c) if c.is_ascii_lowercase() => joined,
        Some(_) => fitted_name(&["db", &joined], most),
        None => "db".to_owned(),
    }
}

pub(super) fn username(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    let name = &database.username;
    let most = rds_limits::instance().username_length_max;
    let project: String = subject
        .environment
        .project
        .as_str()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(10)
        .collect();
    let finding = |text: String| {
        Diagnostic::new(&USERNAME)
            .at_value(name, text)
            .help(format!("write `username: {project}_admin`"))
    };
    if let Some(fault) = sql_name_fault(name, most) {
        findings.push(finding(fault));
    } else if is_reserved_username(Service::Rds, engine, name) {
        findings.push(finding(format!("`{name}` is reserved on {engine}")));
    } else if is_key_word(Service::Rds, engine, name) {
        findings.push(
            finding(format!("`{name}` is a key word of SQL"))
                .because("RDS refuses reserved words of the engine, but publishes no list of them")
                .as_warning(),
        );
    }
}

pub(super) fn database_name(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    let name = &database.database_name;
    let most = rds_limits::instance().database_name_length_max(engine);
    if let Some(fault) = sql_name_fault(name, most) {
        let mut nearest: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .take(most)
            .collect();
        if !nearest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            nearest.insert_str(0, "db_");
            nearest.truncate(most);
        }
        findings.push(
            Diagnostic::new(&DATABASE_NAME)
                .at_value(name, fault)
                .help(format!("write `database-name: {nearest}`")),
        );
    } else if is_reserved_database(Service::Rds, engine, name) {
        findings.push(
            Diagnostic::new(&DATABASE_NAME)
                .at_value(name, format!("`{name}` is reserved on {engine}"))
                .help("choose another name"),
        );
    }
}

/// Why `name` is no name of a user or database with at most `most` characters.
fn sql_name_fault(name: &str, most: usize) -> Option<String> {
    let illegal = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    if name.is_empty() {
        Some("an empty name".to_owned())
    } else if let Some(c) = name.chars().find(|c| illegal(*c)) {
        Some(format!("`{c}` is no letter, digit or underscore"))
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("begins with no letter".to_owned())
    } else if name.len() > most {
        Some(format!(
            "{} characters, and {most} are the most",
            name.len()
        ))
    } else {
        None
    }
}

pub(super) fn port(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let (least, most) = rds_limits::instance().port;
    if !(least..=most).contains(&database.port.value) {
        findings.push(
            Diagnostic::new(&PORT)
                .at_value(&database.port, format!("not from {least} to {most}"))
                .help(format!(
                    "remove `port`; {} listens on {}",
                    database.engine,
                    database.engine.default_port()
                )),
        );
    }
}

pub(super) fn password_rotation(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let Some(days) = &database.password_rotation_days else {
        return;
    };
    let (least, most) = rds_limits::instance().password_rotation_days;
    if !(least..=most).contains(&days.value) {
        findings.push(
            Diagnostic::new(&MASTER_PASSWORD)
                .at(days.span, format!("not from {least} to {most} days"))
                .help("write `password-rotation-days: 30`, or remove it for every seven days"),
        );
    }
    if let Some(replica) = database.replicas.first() {
        findings.push(
            Diagnostic::new(&MASTER_PASSWORD)
                .at(
                    days.span,
                    "RDS would rotate a password that it does not manage",
                )
                .at(replica.name.span, "a replica excludes a managed password")
                .because(
                    "RDS makes no read replica of an instance whose master password it manages",
                )
                .help("remove `password-rotation-days`, or the replicas"),
        );
    }
}
