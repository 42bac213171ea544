//! What the first step of a migration finds in a real database, for each product that is migrated to.

use std::path::Path;

use mcgen::{Date, Estate};
use tempfile::TempDir;

use crate::server::{ADMIN, ADMIN_PASSWORD, DATABASE, Server, Service};
use crate::tools::{Tools, run, skip_or_fail};

/// One of everything that is told, and a table of which nothing is.
const SCHEMA: &str = "
CREATE TABLE plain (id uuid PRIMARY KEY, name text, born timestamptz);
CREATE TABLE keyless (name text);
CREATE TABLE paired (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE counted (id bigserial PRIMARY KEY);
CREATE TABLE identified (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE paid (id uuid PRIMARY KEY, price money, during tsrange, EXCLUDE USING gist (during WITH &&));
CREATE TABLE late (id uuid PRIMARY KEY, parent uuid REFERENCES late (id) DEFERRABLE, place int UNIQUE DEFERRABLE,
  other uuid REFERENCES late (id) ON DELETE SET NULL);
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE typed (id uuid PRIMARY KEY, at point, page xml, tags text[], moods mood[], body jsonb, words tsvector,
  length int GENERATED ALWAYS AS (1) STORED, spelled text COLLATE \"C\", price numeric, image bytea, span interval, CHECK (span IS NOT NULL));
CREATE INDEX typed_body ON typed USING gin (body, tags);
CREATE INDEX typed_tags ON typed (tags);
CREATE INDEX typed_spelled ON typed (spelled) WITH (fillfactor = 70) WHERE spelled <> '';
CREATE INDEX typed_price ON typed (price);
CREATE INDEX typed_lower ON typed (lower(spelled));
CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE parts_first PARTITION OF parts FOR VALUES FROM (1) TO (9);
CREATE TABLE heir (more text, PRIMARY KEY (id)) INHERITS (plain);
CREATE VIEW named AS SELECT name FROM plain WHERE name <> '' WITH CHECK OPTION;
CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM plain;
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER stamped BEFORE UPDATE ON plain FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE CONSTRAINT TRIGGER checked AFTER INSERT ON plain FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE RULE silent AS ON DELETE TO keyless DO INSTEAD NOTHING;
CREATE POLICY own ON plain TO crm_admin USING (true);
INSERT INTO keyless VALUES ('a'), ('b');
";

/// The products by their names, with the fewest settings of each.
const PRODUCTS: [(&str, &str); 4] = [
    (
        "cockroach",
        "cockroach: { plan: advanced, cloud: aws, regions: [{ name: ap-northeast-2 }] }",
    ),
    (
        "yugabyte",
        "yugabyte: { regions: [{ name: ap-northeast-2, cidr: 10.64.0.0/24 }] }",
    ),
    (
        "spanner",
        "spanner: { configuration: regional-asia-northeast3, users: [user:a@example.com] }",
    ),
    (
        "atlas",
        "atlas: { project: 0123456789abcdef01234567, regions: [{ name: ap-northeast-2, nodes: 2 }, \
         { name: asia-northeast3, nodes: 2 }, { name: ap-northeast-1, nodes: 1 }] }",
    ),
];

/// An environment that leaves the database of AWS for `product`.
fn environment(product: &str) -> String {
    format!(
        "
project: crm
environment: staging
strategy: {{ global-database: {{ migration: {{ from: aws }}, product: {{ {product} }} }} }}
aws:
  region: ap-northeast-2
  account: \"111122223333\"
  network: {{ cidr: 10.30.0.0/16 }}
  database: {{ engine: postgres, version: \"17\", class: db.m7g.large }}
gcp:
  region: asia-northeast3
  project: crm-production
  network: {{ cidr: 10.20.0.0/20, pods: 10.21.0.0/16, services: 10.22.0.0/20 }}
link: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}
monitoring: {{ notify: {{ email: [databases@example.com] }} }}
"
    )
}

/// The rendered files of the migration to `product`.
fn render(product: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let text = environment(product);
    let checked = Estate::from_text("environment.yaml", &text).check_on(Date::TABLES);
    let checked = checked.unwrap_or_else(|rejected| panic!("{rejected}"));
    let rendered = checked.render().unwrap();
    rendered.write_to(folder.path().to_str().unwrap()).unwrap();
    folder
}

/// What `name` of `folder` prints, run by the administrator of `server`.
fn printed(tools: &Tools, server: &Server, folder: &Path, name: &str) -> String {
    let mut psql = tools.command("psql");
    psql.args([
        "-X",
        "-q",
        "-A",
        "-t",
        "-d",
        &server.conninfo(ADMIN, DATABASE),
    ])
    .arg("-f")
    .arg(folder.join("sql/staging/migration").join(name))
    .env("PGPASSWORD", ADMIN_PASSWORD);
    String::from_utf8(run(&mut psql).unwrap().stdout).unwrap()
}

#[test]
fn the_differences_of_each_product_are_found_and_rows_are_compared() {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(reason) => return skip_or_fail(&reason),
    };
    let server = Server::start(&tools, Service::Rds);
    server.query(ADMIN, ADMIN_PASSWORD, SCHEMA).unwrap();
    for (name, product) in PRODUCTS {
        let folder = render(product);
        let told = printed(&tools, &server, folder.path(), "01-differences.sql");
        // What is not there in any schema is told with the setting of the server.
        assert!(
            told.contains("isolation of transactions|read committed|"),
            "{told}"
        );
        let found: Vec<String> = told
            .lines()
            .filter(|line| !line.starts_with("isolation"))
            .filter_map(|line| {
                let mut parts = line.split('|');
                Some(format!("{}: {}", parts.next()?, parts.next()?))
            })
            .collect();
        insta::assert_snapshot!(name, found.join("\n"));
    }
    let folder = render(PRODUCTS[1].1);
    let compare = || printed(&tools, &server, folder.path(), "02-compare.sql");
    let before = compare();
    assert!(before.contains("public.keyless|2|"), "{before}");
    let again = "UPDATE keyless SET name = 'c' WHERE name = 'a'";
    server
        .query(
            ADMIN,
            ADMIN_PASSWORD,
            &format!("DROP RULE silent ON keyless; {again}"),
        )
        .unwrap();
    let after = compare();
    let differs: Vec<(&str, &str)> = before
        .lines()
        .zip(after.lines())
        .filter(|(before, after)| before != after)
        .collect();
    assert!(
        matches!(differs[..], [(old, _)] if old.starts_with("public.keyless|2|")),
        "{after}"
    );
}
