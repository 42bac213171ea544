terraform {
  backend "s3" {
    bucket       = "orders-production-tfstate-111122223333"
    key          = "orders/production/aws.tfstate"
    region       = "us-east-1"
    encrypt      = true
    use_lockfile = true
  }
}
