//! A Prometheus with the rendered rules and the jobs that the rendered Terraform prints.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::endpoint::{Endpoint, KEY};
use super::{Rendered, example, has, said};

/// The form of the sample in the documentation, of a cluster that has lost a majority.
const METRICS: &str = r#"# HELP crdb_cloud_ranges_unavailable Number of ranges with fewer live replicas than needed for quorum
# TYPE crdb_cloud_ranges_unavailable gauge
crdb_cloud_ranges_unavailable{cluster="crm-production",instance="172.28.0.167:8080",node="cockroachdb-j5t6j",node_id="1",organization="CRL - Test",region="ap-northeast-2",store="1"} 0
crdb_cloud_ranges_unavailable{cluster="crm-production",instance="172.28.0.99:8080",node="cockroachdb-r5rns",node_id="2",organization="CRL - Test",region="ap-northeast-2",store="2"} 4
# HELP crdb_cloud_sys_uptime Process uptime
# TYPE crdb_cloud_sys_uptime gauge
crdb_cloud_sys_uptime{cluster="crm-production",instance="172.28.0.167:8080",node="cockroachdb-j5t6j",node_id="1",organization="CRL - Test",region="ap-northeast-2"} 3600
"#;

const PATIENCE: Duration = Duration::from_mins(1);

/// What the output of the rendered module prints, by the real Terraform, where the provider gives these targets.
fn jobs(rendered: &Rendered, url: &str) -> String {
    let module = "modules/cockroach-cluster-advanced-metrics/outputs.tf";
    let outputs = std::fs::read_to_string(rendered.folder.path().join(module)).unwrap();
    let (_, rest) = outputs
        .split_once("output \"prometheus_scrape_configs\" {\n")
        .unwrap();
    let (body, _) = rest.split_once("\n}\n").unwrap();
    let body = body
        .replace(
            "cockroach_metric_export_prometheus_config.this.targets",
            "local.targets",
        )
        .replace("cockroach_cluster.this.name", "local.name");
    let folder = TempDir::new().unwrap();
    let text = format!(
        "locals {{\n  name = \"crm-production\"\n  targets = {{ ap-northeast-2 = \"{url}\" }}\n}}\noutput \"jobs\" {{\n{body}\n}}\n"
    );
    std::fs::write(folder.path().join("main.tf"), text).unwrap();
    terraform(folder.path(), &["apply", "-auto-approve"]);
    terraform(folder.path(), &["output", "-raw", "jobs"])
}

fn terraform(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("terraform");
    command.current_dir(folder).args(arguments);
    let output = command.env("CHECKPOINT_DISABLE", "1").output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The rules with seconds for minutes and hours, so that they ring while somebody waits.
fn hasty(rules: &str) -> String {
    let lines = rules.split_inclusive('\n').map(|line| match line.trim() {
        it if it.starts_with("interval: ") => "    interval: 1s\n",
        it if it.starts_with("for: ") => "        for: 2s\n",
        _ => line,
    });
    lines.collect()
}

/// A Prometheus that ends with the test.
struct Prometheus {
    process: Child,
    port: u16,
}

impl Prometheus {
    fn start(folder: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
        let port = port.unwrap().port();
        let log = std::fs::File::create(folder.join("log")).unwrap();
        let process = Command::new("prometheus")
            .current_dir(folder)
            .args(["--config.file=prometheus.yml", "--storage.tsdb.path=data"])
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Self { process, port }
    }

    /// The alerts that ring now; none while it starts.
    fn firing(&self) -> Vec<Value> {
        let Some(answer) = self.get("/api/v1/alerts") else {
            return Vec::new();
        };
        let alerts = answer["data"]["alerts"].as_array().cloned().unwrap();
        let firing = alerts.into_iter().filter(|it| it["state"] == "firing");
        firing.collect()
    }

    fn get(&self, path: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        serde_json::from_str(body).ok()
    }

    /// Waits for an alert to ring.
    fn rings(&self, name: &str) -> Option<Value> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let mut firing = self.firing().into_iter();
            if let Some(found) = firing.find(|it| it["labels"]["alertname"] == name) {
                return Some(found);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        None
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_prometheus_reads_the_printed_jobs_and_tells_of_lost_ranges() {
    let tools = [
        ("prometheus", "--version"),
        ("promtool", "--version"),
        ("terraform", "version"),
    ];
    if !tools
        .into_iter()
        .all(|(program, argument)| has(program, argument))
    {
        return;
    }
    let rendered = Rendered::of(&example());
    let endpoint = Endpoint::start(METRICS);
    let jobs = jobs(&rendered, &endpoint.url());
    assert!(
        !jobs.contains(KEY) && jobs.contains("scrape_interval\": \"30s\""),
        "{jobs}"
    );
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("alerts.rules", &hasty(&rendered.read("alerts.rules")));
    write("cockroach-crm-production.key", &format!("{KEY}\n"));
    let jobs = jobs.replace("\"30s\"", "\"1s\"");
    let configuration =
        format!("global: {{ scrape_timeout: 1s }}\nrule_files: [alerts.rules]\n{jobs}");
    write("prometheus.yml", &configuration);
    let mut check = Command::new("promtool");
    check.args(["check", "config", "prometheus.yml"]);
    let checked = check.current_dir(folder.path()).output().unwrap();
    assert!(checked.status.success(), "{}", said(&checked));

    let prometheus = Prometheus::start(folder.path());
    let log = || std::fs::read_to_string(folder.path().join("log")).unwrap_or_default();
    let alert = prometheus.rings("CockroachRangesUnavailable");
    let alert = alert.unwrap_or_else(|| panic!("{}", log()));
    assert_eq!(alert["labels"]["severity"], "page");
    assert_eq!(alert["labels"]["cluster"], "crm-production");
    assert_eq!(
        alert["annotations"]["summary"],
        "4 ranges of CockroachDB have lost their majority"
    );
    let silent = |it: &Value| it["labels"]["alertname"] == "CockroachSilent";
    assert!(!prometheus.firing().iter().any(silent));

    endpoint.revoke();
    let alert = prometheus.rings("CockroachSilent");
    let alert = alert.unwrap_or_else(|| panic!("{}", log()));
    assert_eq!(
        alert["labels"]["job"],
        "cockroach-crm-production-ap-northeast-2"
    );
    assert!(
        prometheus
            .rings("CockroachSilent")
            .is_some_and(|it| it["labels"]["severity"] == "page")
    );
}
