provider "google" {
  project = var.project_id
  region  = var.region

  impersonate_service_account = var.impersonate_service_account

  add_terraform_attribution_label = false
  default_labels                  = local.labels
}
