//! The AWS side of the link alone: its stack also asks for Google Cloud, whose real provider needs an
//! account to plan anything.

use std::path::Path;

use tempfile::TempDir;

use crate::agreement::assert_they_agree;
use crate::terraform::{Terraform, skip_or_fail};
use crate::{LOCAL_STATE, OFFLINE_PROVIDER, expect, render, root};

/// A root that calls the module as the stack does.
fn caller(module: &Path, more: &str) -> String {
    let module = module.display();
    format!(
        r#"module "vpn" {{
  source = "{module}"

  amazon_side_asn = 64512
  log_kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  name            = "crm-production"
  peer_addresses  = {{ "0" = "34.157.1.10", "1" = "34.157.2.10" }}
  peer_asn        = 4200000000
  route_table_ids = {{ "private/a" = "rtb-0a1b2c3d4e5f60718" }}
  vpc_id          = "vpc-0a1b2c3d4e5f60718"
  {more}

  connections = {{
    "0" = {{ tunnel1_inside_cidr = "169.254.10.0/30", tunnel2_inside_cidr = "169.254.10.4/30" }}
    "1" = {{ tunnel1_inside_cidr = "169.254.10.8/30", tunnel2_inside_cidr = "169.254.10.12/30" }}
  }}
}}
"#
    )
}

#[test]
fn the_real_aws_provider_agrees_on_every_link_and_plans_the_aws_side_of_it() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let attachment = r#"attachment_subnet_ids = { a = "subnet-0a1b2c3d4e5f60718" }
  peer_cidr_blocks      = { nodes = "10.20.0.0/20" }"#;
    for (example, module, more) in [
        ("link-vpn-gateway", "aws-vpn", ""),
        (
            "link-transit-gateway",
            "aws-vpn-transit-gateway",
            attachment,
        ),
    ] {
        let folder = TempDir::new().unwrap();
        let tree = folder.path().join("tree");
        render(
            &root()
                .join("examples")
                .join(example)
                .join("environment.yaml"),
            &tree,
        );
        let whole = tree.join("environments/link/production");
        std::fs::write(whole.join("backend.tf"), LOCAL_STATE).unwrap();
        if !assert_they_agree(&terraform, &tree, &whole) {
            return;
        }
        let stack = folder.path().join("stack");
        std::fs::create_dir(&stack).unwrap();
        let text = caller(&tree.join("modules").join(module), more);
        let provider = OFFLINE_PROVIDER.replace("var.region", "\"ap-northeast-2\"");
        std::fs::write(stack.join("main.tf"), format!("{provider}\n{text}")).unwrap();
        expect(terraform.run(&stack, &["init", "-input=false"]), &stack);
        expect(terraform.run(&stack, &["validate", "-no-color"]), &stack);
        let plan = ["plan", "-no-color", "-input=false", "-refresh=false"];
        expect(terraform.run(&stack, &plan), &stack);
    }
}
