terraform {
  backend "s3" {
    bucket       = "crm-production-tfstate"
    key          = "crm/production/aws.tfstate"
    region       = "ap-northeast-2"
    encrypt      = true
    use_lockfile = true
  }
}
