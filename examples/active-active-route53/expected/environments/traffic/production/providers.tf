# The control plane of Route 53 stands in this region; calls to another one would be one more thing that can be away.
provider "aws" {
  region = "us-east-1"

  # The wrong credentials stop every command before anything is read or changed.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = merge(var.tags, {
      environment = var.environment
      managed-by  = "terraform"
      project     = var.project
    })
  }
}
