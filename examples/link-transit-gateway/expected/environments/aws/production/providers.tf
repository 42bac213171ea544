provider "aws" {
  region = var.region

  # The wrong credentials stop every command before anything is read or changed.
  allowed_account_ids = [var.account_id]

  assume_role {
    role_arn     = var.assume_role_arn
    session_name = "terraform-${var.project}-${var.environment}"
  }

  default_tags {
    tags = merge(var.tags, {
      environment = var.environment
      managed-by  = "terraform"
      project     = var.project
    })
  }
}
