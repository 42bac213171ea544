terraform {
  backend "s3" {
    bucket       = "shop-production-tfstate"
    key          = "shop/production/aws.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
