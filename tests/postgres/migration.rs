//! What the first step of a migration finds in a real database.

use std::path::Path;

use crate::server::{ADMIN, ADMIN_PASSWORD, DATABASE, Server, Service};
use crate::tools::{Tools, run, skip_or_fail};

const DIFFERENCES: &str = "../../modules-templates/sql/migration-cockroach/01-differences.sql.j2";

/// One of everything that is told, and a table of which nothing is.
const SCHEMA: &str = "
CREATE TABLE plain (id uuid PRIMARY KEY, name text, born timestamptz);
CREATE TABLE keyless (name text);
CREATE TABLE counted (id bigserial PRIMARY KEY);
CREATE TABLE identified (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE paid (id uuid PRIMARY KEY, price money, during tsrange, EXCLUDE USING gist (during WITH &&));
CREATE TABLE late (id uuid PRIMARY KEY, parent uuid REFERENCES late (id) DEFERRABLE);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER stamped BEFORE UPDATE ON plain FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE RULE silent AS ON DELETE TO keyless DO INSTEAD NOTHING;
";

#[test]
fn the_differences_are_found_and_nothing_is_written() {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(reason) => return skip_or_fail(&reason),
    };
    let server = Server::start(&tools, Service::Rds);
    server.query(ADMIN, ADMIN_PASSWORD, SCHEMA).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(DIFFERENCES);
    let mut psql = tools.command("psql");
    psql.args([
        "-X",
        "-A",
        "-t",
        "-d",
        &server.conninfo(ADMIN, DATABASE),
        "-f",
    ])
    .arg(file)
    .env("PGPASSWORD", ADMIN_PASSWORD);
    let told = String::from_utf8(run(&mut psql).unwrap().stdout).unwrap();
    let found: Vec<String> = told
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('|');
            Some(format!("{}: {}", parts.next()?, parts.next()?))
        })
        .filter(|line| !line.contains("isolation"))
        .collect();
    assert_eq!(
        found,
        [
            "constraint that is checked at the end: public.late: late_parent_fkey",
            "exclusion constraint: public.paid: paid_during_excl",
            "function or procedure: public.stamp()",
            "rule of a table or view: public.keyless: silent",
            "sequence as a key: public.counted.id",
            "sequence as a key: public.identified.id",
            "table without a primary key: public.keyless",
            "trigger: public.plain: stamped",
            "type that is not there: public.paid.during",
            "type that is not there: public.paid.price",
        ],
        "{told}"
    );
}
