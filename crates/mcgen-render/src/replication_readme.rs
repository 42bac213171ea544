//! How the replication of an environment is started, for the README of its stack.

use std::fmt::Write as _;

use mcgen_model::{Cloud, DmsRoute, Engine, Environment, dms};

use crate::stack::Stack;

/// Seconds in an hour, in which RDS counts how long it keeps the binary log.
const HOUR: u32 = 3_600;

/// Every step from the first apply to a standby that follows, and what a promotion needs of it. `None` for
/// another stack.
pub(crate) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let route = dms::route(environment).filter(|_| stack.name == "replication")?;
    let (source, target) = sides(&route);
    let mut text = format!(
        "Changes go from {source} to {target}. The schema goes first: DMS carries rows, and a table that it makes itself has no \
         indexes, defaults or foreign keys.\n\n"
    );
    match route.engine {
        Engine::Postgres => postgres(&mut text, &route),
        Engine::Mysql => mysql(&mut text, &route, environment),
    }
    let _ = write!(
        text,
        "\nThen write `start: true` under `dms` in the environment file, render, and apply this stack: the task copies the rows and \
         goes on with the changes.\n\n\
         ```console\n\
         $ aws dms describe-table-statistics --replication-task-arn \"$(terraform output -raw task_arn)\" \\\n    \
             --query 'TableStatistics[].[TableName, TableState, ValidationState]' --output table\n\
         ```\n\n\
         Every table must say `Table completed` and, once it was compared, `Validated`.\n\n"
    );
    text.push_str(&afterwards(&route));
    Some(text)
}

fn sides(route: &DmsRoute<'_>) -> (&'static str, &'static str) {
    if route.is_source(Cloud::Aws) {
        ("RDS", "Cloud SQL")
    } else {
        ("Cloud SQL", "RDS")
    }
}

/// The tables, each with `prefix` before it.
fn tables(route: &DmsRoute<'_>, prefix: &str, separator: &str) -> String {
    let tables = route.strategy.tables.iter();
    let tables: Vec<String> = tables.map(|table| format!("{prefix}{table}")).collect();
    tables.join(separator)
}

/// The schemas of the tables, each once.
fn schemas(route: &DmsRoute<'_>) -> Vec<String> {
    let tables = route.strategy.tables.iter();
    let mut schemas: Vec<String> = tables.map(|table| table.schema().to_owned()).collect();
    schemas.sort();
    schemas.dedup();
    schemas
}

const PASSWORD: &str = "aws secretsmanager get-secret-value --secret-id \"$(terraform output -raw aws_secret_arn)\" --query SecretString --output text | jq -r .password";

fn postgres(text: &mut String, route: &DmsRoute<'_>) {
    let user = &route.dms.username;
    let schema = &route.dms.schema;
    let list = tables(route, "", ", ");
    let granted = schemas(route).join(", ");
    let rights = format!(
        "GRANT USAGE ON SCHEMA {granted} TO {user};\n\
         GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON {list} TO {user};\n"
    );
    let _ = write!(
        text,
        "Apply this stack, then copy the schema of the tables to the standby, without foreign keys (the copy takes the tables in any \
         order) and triggers (they have fired on the primary):\n\n\
         ```console\n\
         $ pg_dump \"$SOURCE\" --format=custom --schema-only --no-owner --no-privileges {} --file=schema.dump\n\
         $ pg_restore --list schema.dump | grep --extended-regexp --invert-match 'FK CONSTRAINT|TRIGGER' > first.list\n\
         $ pg_restore --dbname=\"$TARGET\" --no-owner --exit-on-error --use-list=first.list schema.dump\n\
         ```\n\n\
         `$SOURCE` and `$TARGET` are connection strings of the two administrators. Types, functions and extensions that the tables use \
         are not in this dump: create them first. Every table needs a primary key, and of a partitioned table the list names the \
         partitions and not their parent. On RDS, in `psql` in this folder:\n\n\
         ```sql\n\
         \\set password `{PASSWORD}`\n\
         CREATE ROLE {user} LOGIN PASSWORD :'password';\n\
         GRANT rds_replication TO {user};\n\
         CREATE SCHEMA {schema};\n\
         GRANT ALL ON SCHEMA {schema} TO {user};\n\
         {rights}```\n\n\
         On Cloud SQL, where this stack has made the user:\n\n\
         ```sql\n\
         ALTER ROLE {user} WITH REPLICATION;\n\
         CREATE SCHEMA {schema};\n\
         GRANT ALL ON SCHEMA {schema} TO {user};\n\
         {rights}```\n\n\
         Both sides get the same rights, so that a promotion changes none. `{schema}` holds the heartbeat on the primary and what DMS \
         notes of its task on the standby.\n",
        tables(route, "--table=", " "),
    );
}

fn mysql(text: &mut String, route: &DmsRoute<'_>, environment: &Environment) {
    let user = &route.dms.username;
    let schema = &route.dms.schema;
    let hours = environment
        .objectives
        .tolerated_outage
        .seconds()
        .div_ceil(HOUR)
        .max(24);
    let mut dumps = String::new();
    for name in schemas(route) {
        let tables = route.strategy.tables.iter();
        let tables: Vec<&str> = tables
            .filter(|table| table.schema() == name)
            .map(|table| table.table())
            .collect();
        let _ = writeln!(
            dumps,
            "$ mysqldump --login-path=source --no-data --skip-triggers --set-gtid-purged=OFF {name} {} | mysql --login-path=target {name}",
            tables.join(" ")
        );
    }
    let mut grants = format!(
        "GRANT REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO '{user}'@'%';\n\
         CREATE DATABASE {schema};\n\
         GRANT ALL ON {schema}.* TO '{user}'@'%';\n"
    );
    for table in &route.strategy.tables {
        let _ = writeln!(
            grants,
            "GRANT SELECT, INSERT, UPDATE, DELETE, DROP ON {table} TO '{user}'@'%';"
        );
    }
    let _ = write!(
        text,
        "Apply this stack, then copy the schema of the tables to the standby, without triggers (they have fired on the primary):\n\n\
         ```console\n{dumps}```\n\n\
         Make the user on RDS, with the password of its secret, and keep the binary log for the longest outage:\n\n\
         ```console\n\
         $ password=\"$({PASSWORD})\"\n\
         $ mysql --login-path=rds --execute=\"CREATE USER '{user}'@'%' IDENTIFIED BY '$password' REQUIRE SSL; \
         CALL mysql.rds_set_configuration('binlog retention hours', {hours});\"\n\
         ```\n\n\
         Then on both sides, so that a promotion changes nothing (this stack has made the user on Cloud SQL):\n\n\
         ```sql\n{grants}```\n"
    );
}

fn afterwards(route: &DmsRoute<'_>) -> String {
    let user = &route.dms.username;
    let fence = match route.engine {
        Engine::Postgres => format!(
            "ALTER ROLE {user} NOLOGIN;\n\
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}';"
        ),
        Engine::Mysql => format!("ALTER USER '{user}'@'%' ACCOUNT LOCK;"),
    };
    let begin = format!(
        "### When the standby is promoted\n\n\
         Lock the replication user on the standby first, with AWS away or not. A task that comes back with the other side goes on by \
         itself, and writes what is older than the new writes:\n\n\
         ```sql\n{fence}\n```\n\n\
         Then stop the task, as soon as it can be reached:\n\n\
         ```console\n\
         $ aws dms stop-replication-task --replication-task-arn \"$(terraform output -raw task_arn)\"\n\
         ```\n\n"
    );
    match route.engine {
        Engine::Postgres => format!(
            "Restore the foreign keys when the copy is complete, on the standby:\n\n\
             ```console\n\
             $ pg_restore --list schema.dump | grep 'FK CONSTRAINT' > then.list\n\
             $ pg_restore --dbname=\"$TARGET\" --no-owner --use-list=then.list schema.dump\n\
             ```\n\n{begin}\
             Before the first write on the promoted side, restore the triggers (`grep TRIGGER`, as above) and set every sequence beyond \
             the rows: DMS carries no sequences.\n\n\
             The slot of a task that is stopped holds back the log of its source. When a task is deleted, or was restarted rather than \
             resumed, look for what is left and drop it:\n\n\
             ```sql\n\
             SELECT slot_name, active, wal_status FROM pg_replication_slots;\n\
             SELECT pg_drop_replication_slot('name_of_an_inactive_slot');\n\
             ```\n"
        ),
        Engine::Mysql => format!(
            "{begin}\
             Before the first write on the promoted side, restore the triggers (`mysqldump --no-data --no-create-info --triggers`). A \
             counter of AUTO_INCREMENT follows the rows that were written.\n"
        ),
    }
}
