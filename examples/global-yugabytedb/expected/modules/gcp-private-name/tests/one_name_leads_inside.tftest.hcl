mock_provider "google" {}

variables {
  hostname    = "internal-crm.example.com"
  name        = "crm-production-database"
  network_id  = "projects/crm-production/global/networks/crm-production"
  record_type = "A"
  targets     = ["10.20.0.5"]
  zone        = "internal-crm.example.com"
}

run "the_zone_is_private" {
  command = plan

  assert {
    condition = (
      google_dns_managed_zone.this.visibility == "private"
      && google_dns_managed_zone.this.dns_name == "internal-crm.example.com."
      && google_dns_record_set.this.name == "internal-crm.example.com."
    )
    error_message = "The zone must be seen from the network only, and hold the name."
  }
}

run "a_name_outside_of_the_zone_is_refused" {
  command = plan

  variables {
    zone = "example.org"
  }

  expect_failures = [var.zone]
}
