use std::path::Path;

use super::*;

fn shelf() -> Shelf {
    Shelf::read(&TemplateLibrary::default()).unwrap()
}

fn environment(strategy: &str, engine: &str) -> Environment {
    let text = format!(
        "project: crm\n\
         environment: production\n\
         strategy: {{ primary-replica: {{ {strategy}, tables: [public.orders] }} }}\n\
         aws:\n\
         \x20 region: ap-northeast-2\n\
         \x20 account: \"111122223333\"\n\
         \x20 network: {{ cidr: 10.30.0.0/16 }}\n\
         \x20 database: {{ {engine}, class: db.m7g.xlarge }}\n\
         gcp:\n\
         \x20 region: asia-northeast3\n\
         \x20 project: crm-production\n\
         \x20 network: {{ cidr: 10.20.0.0/20 }}\n\
         \x20 database: {{ {engine}, tier: db-custom-4-16384 }}\n\
         link: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}\n"
    );
    let file = mcgen_spec::Loader::new().load_text("crm.yaml", &text);
    file.environment.unwrap()
}

const POSTGRES: &str = "engine: postgres, version: \"17\"";
const MYSQL: &str = "engine: mysql, version: \"8.4\"";

/// Every combination that decides which steps a book has.
fn environments() -> Vec<(String, Environment)> {
    let mut all = Vec::new();
    for primary in ["aws", "gcp"] {
        for standby in ["pilot-light", "warm", "hot"] {
            for (replication, engine) in [("logical", POSTGRES), ("dms", POSTGRES), ("dms", MYSQL)]
            {
                let strategy =
                    format!("primary: {primary}, standby: {standby}, replication: {replication}");
                let environment = environment(&strategy, engine);
                all.push((format!("{strategy}, {engine}"), environment));
            }
        }
    }
    all
}

/// The examples of two sides that write, with their stacks.
fn two_sides() -> Vec<(String, Environment)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut all = Vec::new();
    for name in [
        "logical-lww",
        "debezium-kafka",
        "traffic",
        "route53",
        "bucardo",
        "symmetricds",
        "application",
    ] {
        let path = examples.join(format!("active-active-{name}/environment.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        let file = mcgen_spec::Loader::new().load_text("crm.yaml", &text);
        all.push((name.to_owned(), file.environment.unwrap()));
    }
    all
}

/// The examples of one database over both clouds, and one with two regions of Spanner.
fn global() -> Vec<(String, Environment)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut all = Vec::new();
    for name in [
        "cockroachdb",
        "atlas",
        "yugabytedb",
        "yugabytedb-clouds",
        "spanner",
    ] {
        let path = examples.join(format!("global-{name}/environment.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut add = |what: &str, text: &str| {
            let file = mcgen_spec::Loader::new().load_text("crm.yaml", text);
            all.push((what.to_owned(), file.environment.unwrap()));
        };
        add(name, &text);
        if name == "spanner" {
            let dual = text.replace("regional-asia-northeast3", "dual-region-japan1");
            add("two regions of spanner", &dual);
        }
        if name == "cockroachdb" {
            let from = "strategy:\n  global-database:\n";
            let migrated = text.replace(from, &format!("{from}    migration: {{ from: aws }}\n"));
            let database = "{ cidr: 10.30.0.0/16, zones: [a, c] }\n";
            let old = "  database: { engine: postgres, version: \"17\", class: db.m7g.large }\n";
            let migrated = migrated.replace(database, &format!("{database}{old}"));
            add("from postgres", &migrated);
        }
    }
    all
}

fn commands(text: &str) -> Vec<&str> {
    let mut blocks = text.split("```sh\n").skip(1);
    let mut commands = Vec::new();
    while let Some((block, _)) = blocks.next().and_then(|it| it.split_once("\n```")) {
        commands.extend(block.lines());
    }
    commands
}

#[test]
fn every_environment_with_two_databases_gets_every_book_with_nothing_left_open() {
    let shelf = shelf();
    let standby = environments().into_iter().map(|it| (14, it));
    // A machine that carries changes has a book of its own.
    let sides = two_sides().into_iter().map(|it| match it.0.as_str() {
        "bucardo" | "symmetricds" => (28, it),
        _ => (26, it),
    });
    // One more book leads from another database.
    let global = global().into_iter().map(|it| match it.0.as_str() {
        "from postgres" => (16, it),
        _ => (14, it),
    });
    for (count, (what, environment)) in standby.chain(sides).chain(global) {
        for stacks in [
            &["aws", "gcp"][..],
            &[
                "aws",
                "gcp",
                "link",
                "replication",
                "traffic",
                "global",
                "reach",
            ],
        ] {
            let files = shelf.files(&environment, stacks).unwrap();
            assert_eq!(files.len(), count, "{what}");
            for (path, text) in files {
                let mut marks = ["{{", "}}", "{%", "%}"].iter();
                assert!(!marks.any(|it| text.contains(it)), "{what}: {path}");
                assert!(
                    text.starts_with("# ") && text.ends_with('\n'),
                    "{what}: {path}"
                );
            }
        }
    }
}

#[test]
fn a_side_gets_clients_only_behind_the_gate() {
    let shelf = shelf();
    for (what, environment) in two_sides() {
        let gate = match what.as_str() {
            "debezium-kafka" => "SumOffsetLag",
            "bucardo" | "symmetricds" => "replicator measure",
            "application" => "diff sent-gcp.txt received-aws.txt",
            _ => "07-open.sql",
        };
        let files = shelf
            .files(&environment, &["aws", "gcp", "traffic"])
            .unwrap();
        let mut seen = 0;
        for (path, text) in &files {
            let commands = commands(text).join("\n");
            let Some(admitted) = commands.find("readmit.tfplan") else {
                continue;
            };
            let side = if path.contains("-aws.") { "aws" } else { "gcp" };
            let opened = commands[..admitted].rfind(gate).unwrap();
            let drained = commands.find("apply drain.tfplan").unwrap();
            assert!(drained < opened && opened < admitted, "{what}: {path}");
            assert!(commands.contains(&format!("drained: {side}")), "{path}");
            seen += 1;
        }
        // Return, re-seed and planned work, of each side in each language.
        assert_eq!(seen, 12, "{what}");
    }
}

#[test]
fn a_side_is_closed_and_cut_before_it_is_copied_by_messages() {
    let shelf = shelf();
    let (_, environment) = two_sides().pop().unwrap();
    let files = shelf.files(&environment, &["aws", "gcp"]).unwrap();
    for (side, other) in [("aws", "gcp"), ("gcp", "aws")] {
        let path = format!("runbooks/production/re-seed-{side}.md");
        let text = &files.iter().find(|(it, _)| *it == path).unwrap().1;
        let commands = commands(text);
        let place = |words: &str| {
            let found = commands.iter().position(|it| it.contains(words));
            found.unwrap_or_else(|| panic!("no `{words}` in {text}"))
        };
        let order = [
            place("salvage.dump"),
            place(&format!(
                "SALVAGED=yes on_{side} -f sql/production/30-empty.sql"
            )),
            place(&format!(
                "OTHER_SIDE=empty on_{other} -f sql/production/31-cut.sql"
            )),
            place("--table=mcgen.heads --table=mcgen.origins"),
            place("pg_restore --use-list"),
            place(&format!("on_{side} -f sql/production/32-open.sql")),
            place("10-health.sql"),
        ];
        assert!(order.is_sorted(), "{order:?}");
        // One dump has the rows and which messages are in them.
        let dump = commands[order[3]];
        assert!(dump.contains("--table=public.accounts") && dump.contains("--table=public.notes"));
    }
}

#[test]
fn the_loss_of_a_side_asks_nothing_of_it() {
    let shelf = shelf();
    for (what, environment) in two_sides() {
        let files = shelf
            .files(&environment, &["aws", "gcp", "traffic"])
            .unwrap();
        for side in ["aws", "gcp"] {
            let path = format!("runbooks/production/site-loss-{side}.md");
            let text = &files.iter().find(|(it, _)| *it == path).unwrap().1;
            // The machine of `bucardo` stands in AWS, that of `symmetricds` in Google Cloud.
            let with_machine = [("bucardo", "aws"), ("symmetricds", "gcp")];
            let machine_is_lost = with_machine.contains(&(what.as_str(), side));
            for command in commands(text) {
                let on_machine = command.contains("on_replicator") && machine_is_lost;
                assert!(!on_machine, "{what}: {path}: {command}");
                let asks = [format!("on_{side} "), format!("environments/{side}/")];
                let asked = asks.iter().any(|it| command.contains(it));
                assert!(!asked, "{what}: {path}: {command}");
            }
        }
    }
}

#[test]
fn only_a_database_that_goes_on_moves_its_clients_when_a_cloud_is_lost() {
    let shelf = shelf();
    for (what, environment) in global() {
        let files = shelf.files(&environment, &["aws", "gcp", "reach"]).unwrap();
        for side in ["aws", "gcp"] {
            let path = format!("runbooks/production/cloud-loss-{side}.md");
            let text = &files.iter().find(|(it, _)| *it == path).unwrap().1;
            // The majority of the nodes stands there, or all of them.
            let is_lost = match what.as_str() {
                "spanner" | "two regions of spanner" => side == "gcp",
                _ => side == "aws",
            };
            let waits = text.contains("Nobody writes until");
            let moves = text.contains("Send clients to");
            assert_eq!((waits, moves), (is_lost, !is_lost), "{what}: {path}");
        }
        let path = "runbooks/production/region-loss.md";
        let text = &files.iter().find(|(it, _)| it == path).unwrap().1;
        let dual = what == "two regions of spanner";
        assert_eq!(text.contains("change-quorum"), dual, "{what}");
    }
}

#[test]
fn both_languages_run_the_same_commands_and_number_the_same_steps() {
    let shelf = shelf();
    for (what, environment) in environments()
        .into_iter()
        .chain(two_sides())
        .chain(global())
    {
        let files = shelf
            .files(&environment, &["aws", "gcp", "link", "traffic", "reach"])
            .unwrap();
        let find = |path: &str| {
            let found = files.iter().find(|(it, _)| it == path);
            found.map(|(_, text)| text.as_str()).unwrap()
        };
        for (path, english) in files.iter().filter(|(it, _)| !it.ends_with(".ko.md")) {
            let korean = find(&path.replace(".md", ".ko.md"));
            assert_eq!(commands(english), commands(korean), "{what}: {path}");
            let steps = |text: &str| text.matches("\n### ").count();
            assert_eq!(steps(english), steps(korean), "{what}: {path}");
            if path.ends_with("/README.md") {
                continue;
            }
            let expected = |text: &str, label: &str| text.matches(label).count();
            assert_eq!(expected(english, "**Expected:**"), steps(english), "{path}");
            assert_eq!(expected(korean, "**기대 결과:**"), steps(korean), "{path}");
        }
    }
}

#[test]
fn a_korean_page_is_written_in_korean() {
    let shelf = shelf();
    let standby = environments().into_iter().take(1);
    for (_, environment) in standby.chain(two_sides()).chain(global()) {
        for (path, text) in shelf.files(&environment, &["aws", "gcp"]).unwrap() {
            let prose: String = text.split("```").step_by(2).collect();
            let hangul = prose
                .chars()
                .filter(|it| ('가'..='힣').contains(it))
                .count();
            assert_eq!(hangul > 100, path.ends_with(".ko.md"), "{path}: {hangul}");
        }
    }
}

#[test]
fn a_promoted_pilot_light_is_one_no_more() {
    let shelf = shelf();
    let edit = |standby: &str| {
        let strategy = format!("primary: aws, standby: {standby}, replication: logical");
        let files = shelf
            .files(&environment(&strategy, POSTGRES), &["aws"])
            .unwrap();
        let loss = files
            .into_iter()
            .find(|(it, _)| it.ends_with("/site-loss.md"));
        let commands = loss.unwrap().1;
        let line = commands
            .lines()
            .find(|it| it.starts_with("sed -i"))
            .unwrap();
        line.to_owned()
    };
    assert_eq!(
        edit("warm"),
        "sed -i -e 's/primary: aws/primary: gcp/' \"$ENV_FILE\""
    );
    assert_eq!(
        edit("pilot-light"),
        "sed -i -e 's/primary: aws/primary: gcp/' -e 's/standby: pilot-light/standby: warm/' \"$ENV_FILE\""
    );
}

#[test]
fn the_steps_of_dms_name_the_task_the_user_and_the_tables_that_are_rendered() {
    let shelf = shelf();
    let stacks = ["aws", "gcp", "link", "replication"];
    for (primary, engine) in [("aws", POSTGRES), ("gcp", POSTGRES), ("gcp", MYSQL)] {
        let dms = "replication: { dms: { username: carrier } }";
        let strategy = format!("primary: {primary}, {dms}");
        let environment = environment(&strategy, engine);
        let files = shelf.files(&environment, &stacks).unwrap();
        let book = |name: &str| {
            let path = format!("runbooks/production/{name}");
            let found = files.iter().find(|(it, _)| *it == path);
            found.map(|(_, text)| text.as_str()).unwrap()
        };
        let other = if primary == "aws" { "gcp" } else { "aws" };
        let task = format!("crm-production-{primary}-to-{other}");
        let arn = "$(terraform -chdir=environments/replication/production output -raw task_arn)";
        for name in ["planned-switchover", "failback", "re-seed", "link-loss"] {
            for end in [".md", ".ko.md"] {
                let text = book(&format!("{name}{end}"));
                assert!(text.contains(&task) && text.contains(arn), "{text}");
            }
        }
        for name in ["planned-switchover.md", "failback.md", "re-seed.md"] {
            let text = book(name);
            let place = |words: &str| {
                let found = text.find(words);
                found.unwrap_or_else(|| panic!("no `{words}` in {text}"))
            };
            let (stop, start) = match name {
                "re-seed.md" => ("dms stop-replication-task", "start-replication-task-type"),
                "failback.md" => ("Let the task in again", "apply reverse.tfplan"),
                _ => ("dms stop-replication-task", "apply reverse.tfplan"),
            };
            // The task copies into empty tables only.
            assert!(place("TRUNCATE public.orders") < place(start), "{text}");
            assert!(place(stop) < place(start), "{text}");
            assert!(
                place(start) < text.rfind("ValidationState").unwrap(),
                "{text}"
            );
        }
        // With AWS goes DMS; from there on nobody can ask the task.
        let loss = book("site-loss.md");
        let asks = loss.contains("dms stop-replication-task");
        assert_eq!(asks, primary == "gcp", "{loss}");
        assert_eq!(loss.contains("awsdms_status"), primary == "aws", "{loss}");
        assert!(loss.contains("carrier") && !loss.contains("crm_replication"));
    }
}

#[test]
fn nothing_stands_by_without_a_standby() {
    let text = "project: crm\nenvironment: production\nstrategy: independent\n\
                gcp: { region: asia-northeast3, project: crm-dev, network: { cidr: 10.20.0.0/20 } }\n";
    let file = mcgen_spec::Loader::new().load_text("crm.yaml", text);
    let files = shelf().files(&file.environment.unwrap(), &["gcp"]).unwrap();
    assert!(files.is_empty());
}
