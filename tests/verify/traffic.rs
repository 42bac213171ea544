//! The stack that sends clients to the primary: what a promotion changes, and what it survives.

use tempfile::TempDir;

use crate::run::{Ended, Verify, has_terraform, root};

const CLOUDFLARE: &str = "examples/primary-replica-cloudflare/environment.yaml";
const ROUTE53: &str = "examples/primary-replica-route53/environment.yaml";
const BOTH: &str = "examples/active-active-route53/environment.yaml";

/// The cells of the row of a stack.
fn row(ended: &Ended, stack: &str) -> Vec<String> {
    let cells =
        |line: &str| -> Vec<String> { line.split_whitespace().map(str::to_owned).collect() };
    let mut rows = ended.data.lines().map(cells);
    let found = rows.find(|it| it.first().is_some_and(|it| it == "production") && it[1] == stack);
    found.unwrap_or_else(|| panic!("no row of {stack} in {}", ended.data))
}

/// The change from one environment file to the other by `there`, and the change back.
fn there_and_back(before: &str, after: &str, there: Verify) -> [Ended; 2] {
    let folder = TempDir::new().unwrap();
    let files = [("before.yaml", before), ("after.yaml", after)].map(|(name, text)| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    });
    let [before, after] = &files;
    let runs = [(there, before, after), (Verify::of_stacks(), after, before)];
    runs.map(|(verify, old, new)| {
        let ended = verify
            .arguments(&[new, "--from", old, "--providers", "max"])
            .run();
        ended.expect(0);
        ended
    })
}

#[test]
fn a_promotion_and_its_reversal_change_the_order_in_place_and_nothing_else() {
    if !has_terraform() {
        return;
    }
    for (file, changes) in [(CLOUDFLARE, "~1"), (ROUTE53, "~2")] {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        let promoted = text.replacen("primary: aws", "primary: gcp", 1);
        assert_ne!(text, promoted);
        for ended in there_and_back(&text, &promoted, Verify::of_stacks()) {
            // Environment, stack, providers, init, validate; then what the plan and the apply did.
            assert_eq!(row(&ended, "traffic")[5..7], [changes, changes], "{file}");
            for stack in ["aws", "gcp"] {
                // The side that waits is smaller: each changes in place.
                let row = row(&ended, stack);
                assert!(
                    row[5].starts_with('~') && row[6] == row[5],
                    "{file}: {row:?}"
                );
            }
        }
    }
}

#[test]
fn a_drain_and_its_end_change_records_in_place_whatever_they_are_chosen_by() {
    if !has_terraform() {
        return;
    }
    let text = std::fs::read_to_string(root().join(BOTH)).unwrap();
    let begin = text.find("    # Both sides stand in Seoul").unwrap();
    let end = text.find("    health-check: { interval").unwrap();
    // With `geo` one place of the two and one record of the pair behind the default lead elsewhere.
    for (policy, changes) in [
        ("steering: weighted", "~1"),
        ("latency-region: ap-northeast-1", "~1"),
        ("steering: geo\n    regions: { asia: aws, KR: gcp }", "~2"),
    ] {
        let text = format!("{}    {policy}\n{}", &text[..begin], &text[end..]);
        let drained = text.replacen("traffic:\n", "traffic:\n  drained: gcp\n", 1);
        assert_ne!(text, drained);
        // Of two of these modules nothing else runs the tests.
        for ended in there_and_back(&text, &drained, Verify::new()) {
            assert_eq!(row(&ended, "traffic")[5..7], [changes, changes], "{policy}");
        }
    }
}

#[test]
fn a_promotion_changes_one_word_of_the_rendered_stack() {
    let text = std::fs::read_to_string(root().join(CLOUDFLARE)).unwrap();
    let promoted = text.replacen("primary: aws", "primary: gcp", 1);
    let files = |text: &str| -> Vec<(String, String)> {
        let estate = mcgen::Estate::from_text("environment.yaml", text);
        let rendered = estate.check().unwrap().render().unwrap();
        let files = rendered.tree().iter();
        files
            .map(|(path, file)| (path.to_string(), file.contents.to_string()))
            .filter(|(path, _)| path.starts_with("environments/traffic/"))
            .collect()
    };
    let (before, after) = (files(&text), files(&promoted));
    let changed: Vec<&str> = before
        .iter()
        .zip(&after)
        .filter(|(old, new)| old != new)
        .map(|((path, _), _)| path.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(changed, ["README.md", "terraform.tfvars"]);
    let values = |files: &[(String, String)]| {
        let values = files.iter().find(|(path, _)| path.ends_with(".tfvars"));
        values.unwrap().1.clone()
    };
    let expected = values(&before).replace("primary     = \"aws\"", "primary     = \"gcp\"");
    assert_eq!(values(&after), expected);
    assert_ne!(values(&before), expected);
}

#[test]
fn cloudflare_is_applied_while_either_database_cloud_is_away() {
    if !has_terraform() {
        return;
    }
    for lost in ["aws", "gcp"] {
        let ended = Verify::of_stacks()
            .arguments(&[CLOUDFLARE, "--outage", lost, "--providers", "max"])
            .run();
        ended.expect(0).says(&format!(
            "with {lost} down every stack that must still work was planned and applied"
        ));
        let survives = |stack: &str| !row(&ended, stack).contains(&"down".to_owned());
        assert!(survives("traffic"), "{}", ended.data);
        assert!(!survives(lost) && !survives("link"), "{}", ended.data);
    }
}

#[test]
fn route_53_is_lost_with_aws_and_a_finding_says_so_before() {
    if !has_terraform() {
        return;
    }
    let ended = Verify::of_stacks()
        .arguments(&[ROUTE53, "--outage", "aws", "--providers", "max"])
        .run();
    ended.expect(0);
    assert!(
        row(&ended, "traffic").contains(&"down".to_owned()),
        "{}",
        ended.data
    );
    let text = std::fs::read_to_string(root().join(ROUTE53)).unwrap();
    assert!(
        text.contains("rule: LB-019"),
        "the example accepts it by name"
    );
}

#[test]
fn records_of_two_sides_are_changed_while_google_cloud_is_away_and_not_while_aws_is() {
    if !has_terraform() {
        return;
    }
    for (lost, is_down) in [("gcp", false), ("aws", true)] {
        let ended = Verify::of_stacks()
            .arguments(&[BOTH, "--outage", lost, "--providers", "max"])
            .run();
        ended.expect(0);
        let down = row(&ended, "traffic").contains(&"down".to_owned());
        assert_eq!(down, is_down, "{lost}: {}", ended.data);
    }
}

#[test]
fn a_traffic_stack_that_reads_a_database_cloud_is_found() {
    if !has_terraform() {
        return;
    }
    // A template of somebody who looks the load balancer up where it was made.
    let templates = TempDir::new().unwrap();
    let folder = templates.path().join("stacks/traffic");
    std::fs::create_dir_all(&folder).unwrap();
    let lookup = "data \"terraform_remote_state\" \"aws\" {\n  backend = \"s3\"\n\n  config = {\n    bucket = \"b\"\n    key    = \"k\"\n    region = \"ap-northeast-2\"\n  }\n}\n\noutput \"other\" {\n  description = \"The entrance.\"\n  value       = data.terraform_remote_state.aws.outputs.origin_address\n}\n";
    std::fs::write(folder.join("lookup.tf.j2"), lookup).unwrap();
    Verify::of_stacks()
        .arguments(&[CLOUDFLARE, "--outage", "aws", "--providers", "max"])
        .arguments(&["--templates", templates.path().to_str().unwrap()])
        .run()
        .expect(1)
        .says("RUN-007")
        .says("a state that it reads lives there (backend `s3`)");
}
