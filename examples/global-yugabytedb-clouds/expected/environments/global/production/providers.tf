provider "ybm" {
  auth_token = var.ybm_auth_token
  host       = "cloud.yugabyte.com"
}
