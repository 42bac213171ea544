terraform {
  backend "gcs" {
    bucket = "crm-production-tfstate"
    prefix = "crm/production/gcp"
  }
}
