//! Pictures of the examples show what is rendered, and can be read.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mcgen::{CheckedEstate, Date, Estate};
use mcgen_graph::{EdgeKind, Graph, Layout};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every example, and each environment of the CRM and of its standby.
fn environments() -> Vec<CheckedEstate> {
    let examples = std::fs::read_dir(root().join("examples")).unwrap();
    let examples = examples.map(|it| it.unwrap().path().join("environment.yaml"));
    let crm = ["development", "staging", "production"]
        .map(|name| root().join(format!("environments/crm/{name}.yaml")));
    let others = ["crm-dr", "crm-global"]
        .map(|name| root().join(format!("environments/{name}/production.yaml")));
    let all = examples.chain(crm).chain(others);
    let mut paths: Vec<PathBuf> = all.filter(|it| it.is_file()).collect();
    paths.sort();
    assert!(paths.len() > 5, "{paths:?}");
    let load = |path: &PathBuf| Estate::load(path.to_str().unwrap()).unwrap();
    let estates = paths.iter().map(load);
    estates
        .map(|it| it.check_on(Date::TABLES).unwrap())
        .collect()
}

/// `(stack, call that is read, call that reads)`.
type Uses = BTreeSet<(String, String, String)>;

/// Which module calls of a stack read others, by the words in its text: between the line that opens
/// a call and the one that closes it, with what is read there put in.
fn uses_in(stack: &str, text: &str) -> Uses {
    let mut uses = Uses::new();
    let mut reader: Option<&str> = None;
    for line in text.lines() {
        if let Some(call) = line.strip_prefix("module \"") {
            reader = call.split('"').next();
        } else if line == "}" {
            reader = None;
        } else if let Some(reader) = reader {
            let reads = reached(text, line)
                .into_iter()
                .flat_map(|line| words_after(line, "module."));
            uses.extend(reads.map(|read| (stack.to_owned(), read.to_owned(), reader.to_owned())));
        }
    }
    uses
}

/// A line, and those of the local values, resources and data that it reads, and that these read.
fn reached<'a>(text: &'a str, line: &'a str) -> Vec<&'a str> {
    let mut lines = vec![line];
    let mut seen = BTreeSet::new();
    let mut next = 0;
    while let Some(line) = lines.get(next).copied() {
        next += 1;
        for local in words_after(line, "local.") {
            if seen.insert(local.to_owned()) {
                lines.extend(definition(text, local));
            }
        }
        for header in text.lines().filter(|header| is_read(header, line)) {
            if seen.insert(header.to_owned()) {
                let block = text.lines().skip_while(|line| *line != header).skip(1);
                lines.extend(block.take_while(|line| *line != "}"));
            }
        }
    }
    lines
}

/// Whether a line reads the block that begins with `header`: `data "kind" "name" {`.
fn is_read(header: &str, line: &str) -> bool {
    let words: Vec<&str> = header
        .split(['"', ' '])
        .filter(|it| !it.is_empty())
        .collect();
    match words[..] {
        ["resource", kind, name, "{"] => line.contains(&format!("{kind}.{name}")),
        [what @ ("data" | "ephemeral"), kind, name, "{"] => {
            line.contains(&format!("{what}.{kind}.{name}"))
        }
        _ => false,
    }
}

/// The lines that give a local value: one, or those up to the brace that closes it.
fn definition<'a>(text: &'a str, local: &str) -> Vec<&'a str> {
    let defines = |line: &&str| line.split_whitespace().take(2).eq([local, "="]);
    let mut lines = text.lines().skip_while(|line| !defines(line));
    match lines.next() {
        Some(first) if first.ends_with('{') => {
            let indent = &first[..first.len() - first.trim_start().len()];
            let end = format!("{indent}}}");
            lines.take_while(|line| !line.starts_with(&end)).collect()
        }
        first => first.into_iter().collect(),
    }
}

fn words_after<'a>(line: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    line.split(mark).skip(1).filter_map(|rest| {
        rest.split(|it: char| !it.is_alphanumeric() && it != '_')
            .next()
    })
}

fn uses_drawn(graph: &Graph) -> Uses {
    let groups: Vec<&str> = graph
        .groups()
        .map(|(_, group)| group.name.as_str())
        .collect();
    let modules = graph
        .edges()
        .filter(|(.., edge)| !matches!(edge.kind, EdgeKind::Traffic | EdgeKind::Replication));
    let uses = modules.map(|(source, target, _)| {
        let (source, target) = (graph.node(source), graph.node(target));
        let stack = groups[source.group.unwrap().index()];
        (stack.to_owned(), source.name.clone(), target.name.clone())
    });
    uses.collect()
}

#[test]
fn modules_are_joined_exactly_where_the_rendered_text_joins_them() {
    for estate in environments() {
        let rendered = estate.render().unwrap();
        let name = &estate.environments()[0].name.value;
        let mut expected = Uses::new();
        for (path, file) in rendered.tree().iter() {
            let parts: Vec<&str> = path.as_str().split('/').collect();
            if let ["environments", stack, environment, "main.tf"] = parts[..]
                && environment == name.as_str()
            {
                expected.extend(uses_in(stack, &file.contents));
            }
        }
        let graph = estate.graph().unwrap();
        assert!(!expected.is_empty());
        assert_eq!(expected, uses_drawn(&graph), "{}", graph.title());
    }
}

#[test]
fn a_password_that_passes_through_an_ephemeral_value_is_drawn() {
    let path = root().join("environments/crm/production.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace(
        "class: db.m7g.large",
        "class: db.m7g.large\n    replicas: [{ name: reports }]",
    );
    let folder = tempfile::tempdir().unwrap();
    let base = root().join("environments/crm/base.yaml");
    std::fs::copy(base, folder.path().join("base.yaml")).unwrap();
    let file = folder.path().join("production.yaml");
    std::fs::write(&file, text).unwrap();
    let estate = Estate::load(file.to_str().unwrap()).unwrap();
    let graph = estate.check_on(Date::TABLES).unwrap().graph().unwrap();
    let drawn = graph
        .edges()
        .filter(|(.., edge)| edge.kind == EdgeKind::Credential);
    let drawn: Vec<String> = drawn
        .map(|(source, target, _)| {
            format!("{} {}", graph.node(source).name, graph.node(target).name)
        })
        .collect();
    assert_eq!(drawn, ["database_secret database"]);
    let replicas = graph
        .edges()
        .filter(|(.., edge)| edge.kind == EdgeKind::Replication);
    assert_eq!(replicas.count(), 1);
}

#[test]
fn no_box_of_an_example_covers_another_and_no_text_is_wider_than_its_box() {
    for estate in environments() {
        let graph = estate.graph().unwrap();
        let layout = Layout::of(&graph);
        for (number, one) in layout.boxes.iter().enumerate() {
            for other in &layout.boxes[number + 1..] {
                assert!(!one.rect.overlaps(&other.rect), "{one:#?} {other:#?}");
            }
            for line in &one.lines {
                assert!(line.place.x > one.rect.x, "{line:?}");
                assert!(line.place.x + line.width() < one.rect.right(), "{line:?}");
            }
        }
        for ((source, target, _), route) in graph.edges().zip(&layout.routes) {
            let (first, last) = (route[0], route[route.len() - 1]);
            let source = layout.boxes[source.index()].rect;
            let target = layout.boxes[target.index()].rect;
            if source.right() < target.x {
                assert_eq!((first.x, last.x), (source.right(), target.x));
            } else {
                // Two nodes that lead to each other share a column.
                assert!([source.x, source.right()].contains(&first.x), "{first:?}");
                assert!([target.x, target.right()].contains(&last.x), "{last:?}");
            }
        }
    }
}

/// What is copied where, as `stack.call -> stack.call: labels`.
fn copies(text: &str) -> Vec<String> {
    let estate = Estate::from_text("environment.yaml", text);
    let graph = estate.check_on(Date::TABLES).unwrap().graph().unwrap();
    let groups: Vec<&str> = graph
        .groups()
        .map(|(_, group)| group.name.as_str())
        .collect();
    let place = |id| {
        let node = graph.node(id);
        format!("{}.{}", groups[node.group.unwrap().index()], node.name)
    };
    let edges = graph.edges();
    let copies = edges.filter(|(.., edge)| edge.kind == EdgeKind::Replication);
    copies
        .map(|(source, target, edge)| {
            let labels = edge.lines().join(", ");
            format!("{} -> {}: {labels}", place(source), place(target))
        })
        .collect()
}

#[test]
fn changes_go_from_the_database_that_takes_the_writes_to_the_other() {
    let text = std::fs::read_to_string(root().join("environments/crm-dr/production.yaml")).unwrap();
    assert_eq!(
        copies(&text),
        ["aws.database -> gcp.database: logical replication, 4 tables"]
    );
    let turned = text.replacen("primary: aws", "primary: gcp", 1);
    assert_eq!(
        copies(&turned),
        ["gcp.database -> aws.database: logical replication, 4 tables"]
    );
}

#[test]
fn changes_that_dms_carries_go_by_its_task() {
    let file = root().join("examples/primary-replica-dms/environment.yaml");
    let text = std::fs::read_to_string(file).unwrap();
    let label = "rows and changes, 2 tables";
    assert_eq!(
        copies(&text),
        [
            format!("aws.database -> replication.dms: {label}"),
            format!("replication.dms -> gcp.database: {label}"),
        ]
    );
    let turned = text.replacen("primary: aws", "primary: gcp", 1);
    assert_eq!(
        copies(&turned),
        [
            format!("gcp.database -> replication.dms: {label}"),
            format!("replication.dms -> aws.database: {label}"),
        ]
    );
}

#[test]
fn changes_of_two_sides_that_write_go_both_ways_by_what_carries_them() {
    let of = |mechanism: &str| {
        let file = root().join(format!(
            "examples/active-active-{mechanism}/environment.yaml"
        ));
        copies(&std::fs::read_to_string(file).unwrap())
    };
    assert_eq!(
        of("logical-lww"),
        [
            "aws.database -> gcp.database: logical replication, 2 tables",
            "gcp.database -> aws.database: logical replication, 2 tables",
        ]
    );
    assert_eq!(
        of("application"),
        [
            "aws.database -> messages.aws_messages: messages, 2 tables",
            "messages.aws_messages -> messages.gcp_messages: messages, 2 tables",
            "messages.gcp_messages -> gcp.database: messages, 2 tables",
            "gcp.database -> messages.gcp_messages: messages, 2 tables",
            "messages.gcp_messages -> messages.aws_messages: messages, 2 tables",
            "messages.aws_messages -> aws.database: messages, 2 tables",
        ]
    );
    for (mechanism, by, label) in [
        ("debezium-kafka", "streaming.connect", "changes, 2 tables"),
        (
            "bucardo",
            "replicator.aws_replicator",
            "changed rows, 2 tables",
        ),
        (
            "symmetricds",
            "replicator.gcp_replicator",
            "changes, 2 tables",
        ),
    ] {
        assert_eq!(
            of(mechanism),
            [
                format!("aws.database -> {by}: {label}"),
                format!("{by} -> gcp.database: {label}"),
                format!("gcp.database -> {by}: {label}"),
                format!("{by} -> aws.database: {label}"),
            ]
        );
    }
}

/// `aws.clients -> reach.aws_endpoint: over the link` of every way of the clients of the environment file `path`, but those by
/// load balancers.
fn ways(path: &str) -> Vec<String> {
    let estate = Estate::load(root().join(path).to_str().unwrap()).unwrap();
    let graph = estate.check_on(Date::TABLES).unwrap().graph().unwrap();
    let groups: Vec<_> = graph.groups().map(|(_, it)| it.name.clone()).collect();
    let place = |id| {
        let node = graph.node(id);
        format!("{}.{}", groups[node.group.unwrap().index()], node.name)
    };
    let mut ways: Vec<String> = graph
        .edges()
        .filter(|(.., edge)| edge.kind == EdgeKind::Traffic)
        .map(|(source, target, edge)| {
            let carries: Vec<_> = edge.carries.iter().map(|it| format!(": {it}")).collect();
            format!("{} -> {}{}", place(source), place(target), carries.concat())
        })
        .filter(|it| !it.contains("load_balancer"))
        .collect();
    ways.sort();
    ways
}

#[test]
fn clients_of_both_clouds_reach_the_database_over_both() {
    assert_eq!(
        ways("examples/global-cockroachdb/environment.yaml"),
        [
            "aws.clients -> reach.aws_endpoint",
            "gcp.clients -> reach.aws_endpoint: over the link",
            "reach.aws_endpoint -> global.database",
        ]
    );
    assert_eq!(
        ways("examples/global-atlas/environment.yaml"),
        [
            "aws.clients -> reach.aws_endpoints",
            "gcp.clients -> reach.gcp_endpoint",
            "reach.aws_endpoints -> global.database",
            "reach.gcp_endpoint -> global.database",
        ]
    );
    assert_eq!(
        ways("examples/global-spanner/environment.yaml"),
        [
            "aws.clients -> global.database: over the link",
            "gcp.clients -> global.database",
        ]
    );
}

#[test]
fn the_readme_of_an_environment_draws_the_same_direction() {
    let text = std::fs::read_to_string(root().join("environments/crm-dr/production.yaml")).unwrap();
    for (text, arrow) in [
        (
            text.replacen("primary: aws", "primary: gcp", 1),
            "gcp_database ==>|\"logical replication<br/>4 tables\"| aws_database",
        ),
        (
            text,
            "aws_database ==>|\"logical replication<br/>4 tables\"| gcp_database",
        ),
    ] {
        let estate = Estate::from_text("environment.yaml", &text);
        let rendered = estate.check_on(Date::TABLES).unwrap().render().unwrap();
        for name in ["README.md", "README.ko.md"] {
            let path = format!("runbooks/production/{name}");
            let mut files = rendered.tree().iter();
            let (_, readme) = files.find(|(it, _)| it.as_str() == path).unwrap();
            assert!(readme.contents.contains(arrow), "{}", readme.contents);
        }
    }
}

#[test]
fn several_environments_share_a_picture_and_each_has_a_frame() {
    let estate = Estate::load(root().join("environments/crm").to_str().unwrap()).unwrap();
    let graph = estate.check_on(Date::TABLES).unwrap().graph().unwrap();
    let frames: Vec<&str> = graph
        .groups()
        .filter(|(_, group)| group.parent.is_none())
        .map(|(_, group)| group.title.as_str())
        .collect();
    assert_eq!(frames, ["crm/development", "crm/production", "crm/staging"]);
}

#[test]
fn the_picture_of_an_environment_is_the_one_that_was_looked_at() {
    let text = "project: shop
environment: production
strategy: independent
aws:
  region: eu-central-1
  account: \"111122223333\"
  backend: { bucket: shop-state }
  network: { cidr: 10.40.0.0/16 }
  database:
    engine: postgres
    version: \"17\"
    class: db.m7g.large
    storage: { size-gib: 100, max-size-gib: 500 }
";
    let estate = Estate::from_text("shop.yaml", text);
    let graph = estate.check_on(Date::TABLES).unwrap().graph().unwrap();
    insta::assert_snapshot!(graph.to_svg());
}
