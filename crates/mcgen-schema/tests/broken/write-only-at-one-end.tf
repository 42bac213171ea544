# expect: TF-001:15
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
ephemeral "random_password" "this" {
  length = 24
}
resource "aws_elasticache_replication_group" "this" {
  replication_group_id = "crm"
  description          = "crm"
  auth_token_wo        = ephemeral.random_password.this.result
}
