//! The AWS side of the replication alone: its stack also asks for Google Cloud, whose real provider needs
//! an account to plan anything.

use std::path::Path;

use tempfile::TempDir;

use crate::terraform::{Terraform, skip_or_fail};
use crate::{OFFLINE_PROVIDER, expect, render, root};

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\\nAA==\\n-----END CERTIFICATE-----\\n";

/// A root that calls the modules as the stack does.
fn caller(modules: &Path, dms: &str, database: &str) -> String {
    let modules = modules.display();
    format!(
        r#"module "key" {{
  source = "{modules}/aws-kms-key-services"

  account_id  = "123456789012"
  alias       = "crm-production-replication"
  description = "Replication of crm production"
  partition   = "aws"
  region      = "ap-northeast-2"
  services    = ["dms", "secretsmanager"]
}}

module "secret" {{
  source   = "{modules}/aws-password-secret-connection"
  for_each = {{ aws = "crm.ap-northeast-2.rds.amazonaws.com", gcp = "10.23.0.3" }}

  description = "Replication user of crm production"
  host        = each.value
  kms_key_arn = module.key.arn
  name_prefix = "dms/crm-production/${{each.key}}-"
  password    = "a-password-for-this-test"
  port        = 5432
  username    = "crm_replication"
}}

module "dms" {{
  source = "{modules}/{dms}"

  certificates               = {{ aws = "{CERTIFICATE}", gcp = "{CERTIFICATE}" }}
  class                      = "dms.r6i.large"
  control_schema             = "dms"
  database_port              = 5432
  database_security_group_id = "sg-0a1b2c3d4e5f60718"
  engine_version             = "3.6.1"
  kms_key_arn                = module.key.arn
  log_retention_days         = 90
  logs_kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  maintenance_window         = "sun:19:00-sun:20:00"
  name                       = "crm-production"
  peer_cidr_blocks           = {{ private-services = "10.23.0.0/20" }}
  peer_port                  = 5432
  region                     = "ap-northeast-2"
  secrets_cidr_blocks        = {{ internet = "0.0.0.0/0" }}
  secrets_role_name          = "crm-production-dms-secrets"
  start                      = true
  subnet_ids                 = {{ a = "subnet-0a1b2c3d4e5f60718", c = "subnet-0a1b2c3d4e5f60719" }}
  tables                     = {{ "public.orders" = {{ schema = "public", table = "orders" }} }}
  vpc_id                     = "vpc-0a1b2c3d4e5f60718"

  source_endpoint = {{
    {database}
    name       = "aws"
    secret_arn = module.secret["aws"].written_arn
    ssl_mode   = "verify-full"
  }}

  target_endpoint = {{
    {database}
    name       = "gcp"
    secret_arn = module.secret["gcp"].written_arn
    ssl_mode   = "verify-ca"
  }}
}}
"#
    )
}

#[test]
fn the_real_aws_provider_plans_the_aws_side_of_a_replication() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    for (example, module, database) in [
        (
            "primary-replica-dms",
            "aws-dms-postgres-service-roles-certificates",
            "database_name = \"crm\"",
        ),
        (
            "primary-replica-dms-mysql",
            "aws-dms-mysql-service-roles-certificates",
            "",
        ),
    ] {
        let folder = TempDir::new().unwrap();
        let tree = folder.path().join("tree");
        let file = root().join("examples").join(example);
        render(&file.join("environment.yaml"), &tree);
        let stack = folder.path().join("stack");
        std::fs::create_dir(&stack).unwrap();
        let text = caller(&tree.join("modules"), module, database);
        let provider = OFFLINE_PROVIDER.replace("var.region", "\"ap-northeast-2\"");
        std::fs::write(stack.join("main.tf"), format!("{provider}\n{text}")).unwrap();
        if let Err(reason) = terraform.run(&stack, &["init", "-input=false"]) {
            return skip_or_fail(&format!("the AWS provider is out of reach: {reason}"));
        }
        expect(terraform.run(&stack, &["validate", "-no-color"]), &stack);
        let plan = [
            "plan",
            "-no-color",
            "-input=false",
            "-refresh=false",
            "-out=plan",
        ];
        expect(terraform.run(&stack, &plan), &stack);
        let plan = terraform
            .output(&stack, &["show", "-json", "plan"])
            .unwrap();
        assert!(plan.contains("aws_dms_replication_task"), "{plan}");
        // The root of this test is the only place that has it.
        let changes = plan.split("\"configuration\"").next().unwrap();
        assert!(!changes.contains("a-password-for-this-test"), "{changes}");
    }
}
