terraform {
  required_version = ">= 1.7.4"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 7.0.0, < 9.0.0" # tested
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = ">= 7.0.0, < 9.0.0" # tested
    }
  }
  provider_meta "google" {
    module_name = "blueprints/terraform/net-vpn-ha/v1.0.0"
  }
}
