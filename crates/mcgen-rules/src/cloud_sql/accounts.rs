//! The administrator and the first database.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::catalog::master_usernames::{Service, is_reserved_database, is_reserved_username};
use mcgen_model::{Engine, Environment};
use mcgen_spec::refused::cloud_sql::{RESERVED_ROLE, USER_HOST};

use super::database;
use crate::Context;

pub(super) fn reserved(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let engine = database.engine.value;
    let user = &database.username;
    let project = environment.project.as_str().replace('-', "_");
    if is_reserved_username(Service::CloudSql, engine, user) {
        findings.push(taken(
            user,
            engine,
            format!("write another name, such as `{project}_admin`"),
        ));
    } else if !has_host(user) {
        findings.extend(ill_formed(user, longest_user(engine)));
    }
    let name = &database.database_name;
    if is_reserved_database(Service::CloudSql, engine, name) {
        findings.push(taken(
            name,
            engine,
            format!("write another name, such as `{project}`"),
        ));
    } else {
        // A hyphen makes quoting necessary and is legal.
        let plain = name.clone().map(|name| name.replace('-', "_"));
        findings.extend(ill_formed(&plain, 63));
    }
}

/// The longest user name, in characters.
fn longest_user(engine: Engine) -> usize {
    match engine {
        Engine::Postgres => 63,
        Engine::Mysql => 32,
    }
}

fn taken(name: &Spanned<String>, engine: Engine, help: String) -> Diagnostic {
    Diagnostic::new(&RESERVED_ROLE)
        .at_value(name, format!("`{}` is taken", name.value))
        .because(format!("Cloud SQL or {engine} keeps this name"))
        .help(help)
}

fn ill_formed(name: &Spanned<String>, longest: usize) -> Option<Diagnostic> {
    let begins = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
    let legal = name
        .chars()
        .all(|it| it.is_ascii_alphanumeric() || it == '_');
    if begins && legal && name.len() <= longest {
        return None;
    }
    let mended: String = name
        .chars()
        .map(|it| {
            if it.is_ascii_alphanumeric() {
                it.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .take(longest)
        .collect();
    let mended = if begins {
        mended
    } else {
        format!("u_{}", mended.trim_start_matches('_'))
    };
    Some(
        Diagnostic::new(&RESERVED_ROLE)
            .at_value(name, format!("`{}` is no plain identifier", name.value))
            .because(format!(
                "letters, digits and underscores, a letter first, at most {longest} characters"
            ))
            .help(format!("write `{mended}`")),
    )
}

fn has_host(user: &str) -> bool {
    user.contains(['@', '%'])
}

pub(super) fn host(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let user = &database.username;
    if !has_host(user) {
        return;
    }
    let bare = user
        .split('@')
        .next()
        .unwrap_or_default()
        .trim_matches(['\'', '"', '`', '%']);
    findings.push(
        Diagnostic::new(&USER_HOST)
            .at_value(user, "a user with a host part")
            .at_value(
                &database.engine,
                format!("the engine is {}", database.engine.value),
            )
            .help(format!("write `username: {bare}`")),
    );
}
