terraform {
  backend "gcs" {
    bucket                      = "ledger-state-gcp"
    prefix                      = "ledger/production/gcp"
    impersonate_service_account = "terraform@ledger-production.iam.gserviceaccount.com"
  }
}
