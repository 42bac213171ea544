terraform {
  backend "gcs" {
    bucket = "crm-production-tfstate-crm-production"
    prefix = "crm/production/gcp"
  }
}
