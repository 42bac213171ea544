terraform {
  backend "s3" {
    bucket       = "ledger-state"
    key          = "ledger/production/aws.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    kms_key_id   = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    use_lockfile = true
  }
}
