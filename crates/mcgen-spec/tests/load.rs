#![expect(missing_docs, reason = "a test has no interface")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use camino::Utf8Path;
use mcgen_spec::Loader;

#[test]
fn the_reference_estate_is_read_with_its_base_and_the_base_is_no_environment() {
    let mut loader = Loader::new();
    let files = loader.load("../../environments/crm".into()).unwrap();
    for file in &files {
        assert!(file.diagnostics.is_empty(), "{:#?}", file.diagnostics);
    }
    let names: Vec<String> = files
        .iter()
        .map(|file| file.environment.as_ref().unwrap().identity())
        .collect();
    assert!(names.contains(&"crm/production".to_owned()), "{names:?}");
    assert!(
        !files
            .iter()
            .any(|file| file.path.file_name() == Some("base.yaml"))
    );
}

const ENVIRONMENT: &str = "project: crm\nenvironment: production\nstrategy: independent\naws:\n  \
    region: ap-northeast-2\n  account: '111122223333'\n  network: { cidr: 10.30.0.0/16 }\n";

/// How many environments are read when `paths` are loaded one after the other, below a folder with
/// `base.yaml`, which `production.yaml` extends.
fn count(paths: &[&str]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    fs_err::create_dir(root.join("below")).unwrap();
    fs_err::write(root.join("base.yaml"), ENVIRONMENT).unwrap();
    fs_err::write(root.join("production.yaml"), "extends: base.yaml\n").unwrap();
    let mut loader = Loader::new();
    let paths = paths.iter().map(|path| root.join(path));
    paths.map(|path| loader.load(&path).unwrap().len()).sum()
}

#[test]
fn a_file_given_twice_is_read_once() {
    assert_eq!(count(&["production.yaml", "production.yaml"]), 1);
    assert_eq!(count(&["production.yaml", "below/../production.yaml"]), 1);
    assert_eq!(count(&["production.yaml", ""]), 1);
    assert_eq!(count(&["", "production.yaml"]), 1);
    assert_eq!(count(&["", ""]), 1);
}

#[test]
fn a_base_that_is_named_itself_is_an_environment_beside_its_folder() {
    assert_eq!(count(&["base.yaml"]), 1);
    assert_eq!(count(&["", "base.yaml"]), 2);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_is_that_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    fs_err::write(root.join("production.yaml"), ENVIRONMENT).unwrap();
    fs_err::os::unix::fs::symlink("production.yaml", root.join("live.yaml")).unwrap();
    assert_eq!(Loader::new().load(root).unwrap().len(), 1);
}

#[test]
fn a_link_takes_its_ranges_around_the_given_ones_and_its_algorithms_from_phase_one() {
    let text = "\
project: crm
environment: production
strategy: independent
aws:
  region: ap-northeast-2
  account: \"111122223333\"
  network: { cidr: 10.30.0.0/16 }
gcp:
  region: asia-northeast3
  project: crm-production
  network: { cidr: 10.20.0.0/20, pods: 10.21.0.0/16, services: 10.22.0.0/20, private-services: 10.23.0.0/20 }
link:
  vpn:
    gateway: transit-gateway
    aws-asn: 64512
    gcp-asn: 65000
    priority: active-passive
    cipher: { integrity: SHA2-512, phase2: { integrity: SHA2-256 } }
";
    let file = Loader::new().load_text("crm.yaml", text);
    assert!(file.diagnostics.is_empty(), "{:#?}", file.diagnostics);
    let environment = file.environment.unwrap();
    let vpn = environment.link.as_ref().unwrap().vpn.clone();
    let tunnels = vpn.tunnels.map(|it| {
        (
            it.inside.to_string(),
            it.route_priority.value,
            it.connection(),
        )
    });
    let expected = [
        ("169.254.10.0/30", 100, 0),
        ("169.254.10.4/30", 100, 0),
        ("169.254.10.8/30", 200, 1),
        ("169.254.10.12/30", 200, 1),
    ];
    assert_eq!(
        tunnels,
        expected.map(|(range, med, connection)| (range.to_owned(), med, connection))
    );
    assert_eq!(vpn.ciphers.phase1.integrity.as_str(), "SHA2-512");
    assert_eq!(vpn.ciphers.phase2.integrity.as_str(), "SHA2-256");
    assert_eq!(vpn.ciphers.phase2.dh_group.to_string(), "20");
    let network = &environment.gcp.as_ref().unwrap().network;
    let advertised: Vec<String> = vpn
        .advertised_to_aws(network)
        .iter()
        .map(|range| range.cidr.to_string())
        .collect();
    assert_eq!(advertised, ["10.20.0.0/20", "10.21.0.0/16", "10.23.0.0/20"]);
}

#[test]
fn a_range_that_cannot_be_read_leaves_the_others_at_their_tunnels() {
    let text = "\
link:
  vpn:
    gateway: vpn-gateway
    aws-asn: 64512
    gcp-asn: 65000
    tunnel-inside: [169.254.1.0/30, 169.254.10.0/30, 169.254.20.0/30, 169.254.30.0/30]
project: crm
environment: production
strategy: independent
aws: { region: ap-northeast-2, account: \"111122223333\", network: { cidr: 10.30.0.0/16 } }
gcp: { region: asia-northeast3, project: crm-production, network: { cidr: 10.20.0.0/20 } }
";
    let file = Loader::new().load_text("crm.yaml", text);
    let codes: Vec<&str> = file.diagnostics.iter().map(|it| it.rule.code).collect();
    assert_eq!(codes, ["VPN-002"]);
    let tunnels = file.environment.unwrap().link.unwrap().vpn.tunnels;
    let ranges = tunnels.map(|tunnel| tunnel.inside.to_string());
    assert_eq!(
        ranges,
        [
            "169.254.10.4/30",
            "169.254.10.0/30",
            "169.254.20.0/30",
            "169.254.30.0/30"
        ]
    );
}

#[test]
fn a_client_of_the_other_cloud_becomes_its_ranges_and_needs_a_link() {
    let clouds = "\
project: crm
environment: production
strategy: independent
aws:
  region: ap-northeast-2
  account: \"111122223333\"
  network: { cidr: 10.30.0.0/16, subnets: { private: { a: 10.30.16.0/20, c: 10.30.32.0/20 } } }
  database: { engine: postgres, version: \"17\", class: db.m7g.large, clients: [private, gcp.nodes, gcp.pod] }
gcp:
  region: asia-northeast3
  project: crm-production
  network: { cidr: 10.20.0.0/20, pods: 10.21.0.0/16 }
  database: { engine: postgres, version: \"17\", tier: db-custom-4-16384, clients: [aws.private] }
";
    let link = "link: { vpn: { gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 } }\n";
    let file = Loader::new().load_text("crm.yaml", &format!("{clouds}{link}"));
    let helps: Vec<_> = file.diagnostics.iter().map(|it| it.help.clone()).collect();
    let parts = "write one of `gcp.nodes`, `gcp.pods`, `gcp.private-services`, or a range";
    assert_eq!(helps, [parts.to_owned()]);
    let environment = file.environment.unwrap();
    let aws = environment.aws.unwrap().database.unwrap().clients;
    let aws: Vec<&str> = aws.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(aws, ["private", "10.20.0.0/20"]);
    let gcp = environment.gcp.unwrap().database.unwrap().clients;
    let gcp: Vec<&str> = gcp.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(gcp, ["10.30.16.0/20", "10.30.32.0/20"]);

    let alone = Loader::new().load_text("crm.yaml", clouds);
    let codes: Vec<&str> = alone.diagnostics.iter().map(|it| it.rule.code).collect();
    assert_eq!(codes, ["ENV-006"; 3]);
}
