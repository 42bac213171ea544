terraform {
  backend "gcs" {
    bucket = "shop-production-tfstate"
    prefix = "shop/production/gcp"
  }
}
