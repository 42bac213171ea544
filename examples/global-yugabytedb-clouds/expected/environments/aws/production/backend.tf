terraform {
  backend "s3" {
    bucket              = "crm-production-tfstate-111122223333"
    key                 = "crm/production/aws.tfstate"
    region              = "ap-northeast-2"
    allowed_account_ids = ["111122223333"]
    encrypt             = true
    use_lockfile        = true
  }
}
