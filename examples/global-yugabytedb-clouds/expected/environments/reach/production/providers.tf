provider "aws" {
  region = var.aws_region

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

provider "google" {
  project = var.project_id
  region  = var.gcp_region

  add_terraform_attribution_label = false
  default_labels = merge(var.labels, {
    environment = var.environment
    managed-by  = "terraform"
    project     = var.project
  })
}
