terraform {
  backend "s3" {
    bucket       = "ledger-state"
    key          = "ledger/production/aws.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}
