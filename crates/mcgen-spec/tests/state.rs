//! Where the state lives when the file does not say.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use mcgen_model::Environment;
use mcgen_spec::Loader;

fn environment(aws: &str, gcp_project: &str) -> Environment {
    let text = format!(
        "project: crm\nenvironment: production\nstrategy: independent\naws:\n  region: ap-northeast-2\n  \
         account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\n  {aws}\ngcp:\n  region: \
         asia-northeast3\n  project: '{gcp_project}'\n  network: {{ cidr: 10.20.0.0/20 }}\n"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    assert!(file.diagnostics.is_empty(), "{:#?}", file.diagnostics);
    file.environment.unwrap()
}

fn s3_account(aws: &str) -> Option<String> {
    let backend = environment(aws, "crm-prod").aws.unwrap().backend;
    backend.account.map(|account| account.value)
}

fn gcs_bucket(project: &str) -> String {
    let backend = environment("", project).gcp.unwrap().backend;
    backend.bucket.value
}

#[test]
fn the_default_bucket_names_the_account_or_project_that_owns_it() {
    let aws = environment("", "crm-prod").aws.unwrap();
    assert_eq!(
        *aws.backend.bucket,
        "crm-production-tfstate-111122223333".to_owned()
    );
    assert_eq!(gcs_bucket("crm-prod"), "crm-production-tfstate-crm-prod");
}

#[test]
fn the_default_bucket_is_a_legal_name_for_every_project_id() {
    assert_eq!(
        gcs_bucket("example.com:crm"),
        "crm-production-tfstate-example-com-crm"
    );
    assert!(gcs_bucket("a-project-id-of-thirty-letters.example.com:with-more").len() <= 63);
}

#[test]
fn the_state_is_reached_with_the_account_of_the_environment() {
    assert_eq!(s3_account("").as_deref(), Some("111122223333"));
    let bucket = "backend: { bucket: crm-state, account: '444455556666' }";
    assert_eq!(s3_account(bucket).as_deref(), Some("444455556666"));
}

#[test]
fn who_assumes_a_role_may_come_from_any_account() {
    let role = "assume-role: arn:aws:iam::111122223333:role/terraform";
    assert_eq!(s3_account(role), None);
    let bucket = "backend: { bucket: crm-state, account: '444455556666' }";
    assert_eq!(
        s3_account(&format!("{role}\n  {bucket}")).as_deref(),
        Some("444455556666")
    );
}
