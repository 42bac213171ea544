//! The alarms of the templates stand on metrics that exist, and on those that the thresholds are
//! written for.

use std::collections::{BTreeMap, BTreeSet};

use mcgen_model::catalog::metrics::{metric, metrics};

use crate::TemplateLibrary;

/// A metric that a template names: its service and its name there.
type Named = (String, String);

/// The text between `before` and the next quote, for every `before` in `text`.
fn after<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// `name   = ` as `name = `, so that columns do not matter.
fn narrow(text: &str) -> String {
    text.lines()
        .map(|line| match line.split_once(" = ") {
            Some((name, value)) => format!("{} = {value}\n", name.trim()),
            None => format!("{}\n", line.trim()),
        })
        .collect()
}

/// Every metric of CloudWatch in a file: a name goes with each namespace of the file that has it.
fn of_cloud_watch(text: &str, wrong: &mut Vec<String>) -> BTreeSet<Named> {
    let text = narrow(text);
    let namespaces: BTreeSet<&str> = after(&text, "\"AWS/").into_iter().collect();
    let mut names: Vec<&str> = after(&text, "metric = \"");
    names.extend(after(&text, "metric_name = \""));
    for list in text.split("for metric in [").skip(1) {
        let list = list.split(']').next().unwrap_or_default();
        names.extend(list.split('"').skip(1).step_by(2));
    }
    let mut found = BTreeSet::new();
    for name in names.into_iter().filter(|it| !it.contains('/')) {
        let services = namespaces.iter().map(|it| format!("AWS/{it}"));
        let of: Vec<String> = services.filter(|it| metric(it, name).is_some()).collect();
        if of.is_empty() {
            wrong.push(name.to_owned());
        }
        found.extend(of.into_iter().map(|service| (service, name.to_owned())));
    }
    found
}

/// Every metric of Cloud Monitoring in a file: texts of the form `SERVICE.googleapis.com/NAME`.
fn of_cloud_monitoring(text: &str, wrong: &mut Vec<String>) -> BTreeSet<Named> {
    let texts = text.split(['"', '\\', ' ']);
    let mut found = BTreeSet::new();
    for (service, name) in texts.filter_map(|it| it.split_once(".googleapis.com/")) {
        let service = format!("{service}.googleapis.com");
        // A resource type, and a prefix that is cut off a title.
        if name.starts_with(char::is_uppercase) || name.ends_with('/') {
            continue;
        }
        if metric(&service, name).is_none() {
            wrong.push(format!("{service}/{name}"));
        }
        found.insert((service, name.to_owned()));
    }
    found
}

/// Every metric of CockroachDB Cloud in a file of Prometheus. Counters may end in `_total`.
fn of_cockroach(text: &str, wrong: &mut Vec<String>) -> BTreeSet<Named> {
    let names = text.split("crdb_cloud_").skip(1).map(|rest| {
        let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
        let name = end.map_or(rest, |end| &rest[..end]);
        name.strip_suffix("_total").unwrap_or(name)
    });
    let mut found = BTreeSet::new();
    for name in names {
        if metric("crdb_cloud", name).is_none() {
            wrong.push(name.to_owned());
        }
        found.insert(("crdb_cloud".to_owned(), name.to_owned()));
    }
    found
}

fn alarm_templates() -> BTreeMap<String, String> {
    let library = TemplateLibrary::default();
    let files = library.files().filter(|(path, _)| {
        let module = path.split('/').nth(1).unwrap_or_default();
        let of_alarms = module.ends_with("alarms") || module.ends_with("alerts");
        of_alarms && path.ends_with(".tf.j2")
    });
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

#[test]
fn every_metric_of_the_templates_is_in_the_table_and_the_other_way_round() {
    let mut wrong = Vec::new();
    let mut found = BTreeSet::new();
    for (path, text) in alarm_templates() {
        found.extend(if path.starts_with("aws/") {
            of_cloud_watch(&text, &mut wrong)
        } else {
            of_cloud_monitoring(&text, &mut wrong)
        });
    }
    let library = TemplateLibrary::default();
    let rules = library.template("prometheus/cockroach/alerts.rules.j2");
    found.extend(of_cockroach(rules.unwrap().1, &mut wrong));
    assert!(wrong.is_empty(), "not in the table: {wrong:?}");
    let listed = metrics().map(|(service, name)| (service.to_owned(), name.to_owned()));
    let listed: BTreeSet<Named> = listed.collect();
    let unused: Vec<&Named> = listed.difference(&found).collect();
    assert!(unused.is_empty(), "no alarm watches {unused:?}");
}

#[test]
fn a_metric_that_is_misspelled_is_found() {
    let mut wrong = Vec::new();
    let text = "namespace   = \"AWS/RDS\"\nmetric_name = \"FreeStorage\"\n";
    of_cloud_watch(text, &mut wrong);
    let text = "filter = \"metric.type = \\\"cloudsql.googleapis.com/database/upp\\\"\"\n";
    of_cloud_monitoring(text, &mut wrong);
    of_cockroach("sum(crdb_cloud_ranges_unavailible{job=\"x\"})", &mut wrong);
    assert_eq!(
        wrong,
        [
            "FreeStorage",
            "cloudsql.googleapis.com/database/upp",
            "ranges_unavailible"
        ]
    );
}

/// No alarm asks more often than its metric comes: it would see nothing most of the time.
#[test]
fn no_period_is_shorter_than_that_of_its_metric() {
    let mut compared = 0;
    for (path, text) in alarm_templates() {
        let mut seconds = None;
        for line in narrow(&text).lines() {
            let Some((key, value)) = line.split_once(" = ") else {
                continue;
            };
            let value = value.trim_matches('"');
            if matches!(key, "metric" | "metric_name") {
                let rows = metrics().filter(|(_, name)| *name == value);
                let rows = rows.filter_map(|(service, name)| metric(service, name));
                seconds = rows.map(|it| it.seconds).min();
            } else if key == "period"
                && let (Some(seconds), Ok(period)) = (seconds, value.parse::<u32>())
            {
                compared += 1;
                assert!(seconds <= period, "{path}: {line} of {seconds} s");
            }
        }
    }
    assert!(compared > 10, "only {compared}");
}

/// The alarms count lines of the log by their first words, which only the trigger writes.
#[test]
fn the_line_of_a_conflict_is_the_one_that_the_alarms_count() {
    let library = TemplateLibrary::default();
    let text = |path: &str| library.files().find(|(it, _)| *it == path).unwrap().1;
    let counted = "mcgen_conflict table=";
    let trigger = text("sql/shared/part-tell.sql.j2");
    assert!(trigger.contains("RAISE LOG 'mcgen_conflict %', format('table="));
    // The server logs the text of a function, too.
    assert!(!trigger.contains(counted));
    for alarms in ["aws/aws-alarms", "gcp/gcp-alerts"] {
        let path = format!("{alarms}/conflicts.tf.j2");
        assert!(text(&path).contains(counted), "{path}");
    }
}
