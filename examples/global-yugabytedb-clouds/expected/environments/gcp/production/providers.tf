provider "google" {
  project = var.project_id
  region  = var.region

  add_terraform_attribution_label = false
  default_labels                  = local.labels
}
