terraform {
  backend "s3" {
    bucket              = "shop-production-tfstate-111122223333"
    key                 = "shop/production/aws.tfstate"
    region              = "eu-central-1"
    allowed_account_ids = ["111122223333"]
    encrypt             = true
    use_lockfile        = true
  }
}
