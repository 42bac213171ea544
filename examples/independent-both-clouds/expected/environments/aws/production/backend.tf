terraform {
  backend "s3" {
    bucket              = "ledger-state"
    key                 = "ledger/production/aws.tfstate"
    region              = "ap-northeast-1"
    allowed_account_ids = ["111122223333"]
    encrypt             = true
    use_lockfile        = true
  }
}
