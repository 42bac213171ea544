terraform {
  backend "gcs" {
    bucket = "ledger-production-tfstate-ledger-production"
    prefix = "ledger/production/gcp"
  }
}
