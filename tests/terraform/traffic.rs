//! The load balancer in AWS in the shapes that no example has, and the records of Route 53.

use std::path::Path;

use tempfile::TempDir;

use crate::terraform::{Terraform, skip_or_fail};
use crate::{LOCAL_STATE, OFFLINE_PROVIDER, expect, render, root};

const EXAMPLE: &str = "examples/primary-replica-route53/environment.yaml";
const BOTH: &str = "examples/active-active-route53/environment.yaml";
const ADDRESS: &str = "      address: crm-production-1234567890.ap-northeast-2.elb.amazonaws.com\n";

fn example() -> String {
    std::fs::read_to_string(root().join(EXAMPLE)).unwrap()
}

/// The example with other lines for the origin in AWS.
fn with_origin(lines: &str) -> String {
    let text = example();
    let begin = text.find(ADDRESS).unwrap();
    let end = text.find("    gcp:\n      address:").unwrap();
    format!("{}{lines}{}", &text[..begin], &text[end..])
}

fn rendered(text: &str, folder: &Path) {
    let file = folder.join("environment.yaml");
    std::fs::write(&file, text).unwrap();
    render(&file, &folder.join("tree"));
}

/// Validates and plans a stack with the real provider. `None` when it is out of reach.
fn plan(terraform: &Terraform, stack: &Path, provider: &str) -> Option<()> {
    std::fs::write(stack.join("backend.tf"), LOCAL_STATE).unwrap();
    if let Err(reason) = terraform.run(stack, &["init", "-input=false"]) {
        skip_or_fail(&format!("the AWS provider is out of reach: {reason}"));
        return None;
    }
    expect(terraform.run(stack, &["validate", "-no-color"]), stack);
    std::fs::write(stack.join("providers.tf"), provider).unwrap();
    let plan = ["plan", "-no-color", "-input=false", "-refresh=false"];
    expect(terraform.run(stack, &plan), stack);
    Some(())
}

#[test]
fn the_real_aws_provider_plans_a_load_balancer_whose_certificate_exists_or_is_waited_for() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let given = format!(
        "{ADDRESS}      certificate: arn:aws:acm:ap-northeast-2:111122223333:certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f\n      \
         web-acl: arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/crm/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f\n      \
         targets: {{ kind: instance, protocol: https, port: 8443 }}\n"
    );
    for (lines, module) in [
        (given.as_str(), "aws-alb-given-web-acl"),
        ("      deletion-protection: false\n", "aws-alb-waiting"),
    ] {
        let folder = TempDir::new().unwrap();
        rendered(&with_origin(lines), folder.path());
        let tree = folder.path().join("tree");
        assert!(tree.join("modules").join(module).is_dir(), "{module}");
        let stack = tree.join("environments/aws/production");
        if plan(&terraform, &stack, OFFLINE_PROVIDER).is_none() {
            return;
        }
        let module = tree.join("modules").join(module);
        if terraform.run(&module, &["init", "-input=false"]).is_ok() {
            expect(terraform.run(&module, &["test", "-no-color"]), &module);
        }
    }
}

#[test]
fn the_real_aws_provider_plans_the_failover_records_of_either_primary() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let provider = OFFLINE_PROVIDER.replace("var.region", "\"us-east-1\"");
    for primary in ["aws", "gcp"] {
        let folder = TempDir::new().unwrap();
        let text = example().replacen("primary: aws", &format!("primary: {primary}"), 1);
        rendered(&text, folder.path());
        let tree = folder.path().join("tree");
        let stack = tree.join("environments/traffic/production");
        if plan(&terraform, &stack, &provider).is_none() {
            return;
        }
        let module = tree.join("modules/route53-failover");
        if terraform.run(&module, &["init", "-input=false"]).is_ok() {
            expect(terraform.run(&module, &["test", "-no-color"]), &module);
        }
    }
}

#[test]
fn the_real_aws_provider_plans_the_records_of_both_sides_by_every_policy() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let provider = OFFLINE_PROVIDER.replace("var.region", "\"us-east-1\"");
    let text = std::fs::read_to_string(root().join(BOTH)).unwrap();
    let begin = text.find("    # Both sides stand in Seoul").unwrap();
    let end = text.find("    health-check: { interval").unwrap();
    for (shape, policy) in [
        ("weighted", "steering: weighted"),
        ("latency", "latency-region: ap-northeast-1"),
        ("geo", "steering: geo\n    regions: { asia: aws, KR: gcp }"),
    ] {
        let folder = TempDir::new().unwrap();
        let other = format!("{}    {policy}\n{}", &text[..begin], &text[end..]);
        rendered(&other, folder.path());
        let tree = folder.path().join("tree");
        let stack = tree.join("environments/traffic/production");
        if plan(&terraform, &stack, &provider).is_none() {
            return;
        }
        let module = tree.join(format!("modules/route53-both-{shape}"));
        if terraform.run(&module, &["init", "-input=false"]).is_ok() {
            expect(terraform.run(&module, &["test", "-no-color"]), &module);
        }
    }
}
