provider "aws" {
  region = var.region

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
