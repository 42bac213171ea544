# Cloudflare R2 speaks the protocol of S3. The keys of its token stand in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in a shell that
# has no credentials of AWS.
terraform {
  backend "s3" {
    bucket                      = "crm-production-tfstate"
    endpoints                   = { s3 = "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com" }
    key                         = "crm/production/traffic.tfstate"
    region                      = "auto"
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
    skip_s3_checksum            = true
    use_lockfile                = true
    use_path_style              = true
  }
}
