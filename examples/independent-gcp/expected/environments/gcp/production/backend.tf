terraform {
  backend "gcs" {
    bucket = "shop-production-tfstate-shop-production"
    prefix = "shop/production/gcp"
  }
}
