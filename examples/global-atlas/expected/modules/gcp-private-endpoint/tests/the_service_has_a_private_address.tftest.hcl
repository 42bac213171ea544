mock_provider "google" {}

variables {
  name               = "crm-production-database"
  network_id         = "projects/crm-production/global/networks/crm-production"
  region             = "asia-northeast3"
  service_attachment = "projects/crl-prod/regions/asia-northeast3/serviceAttachments/crl-0123"
  subnet_id          = "projects/crm-production/regions/asia-northeast3/subnetworks/crm-production-nodes"
}

run "the_address_is_of_the_subnet" {
  command = plan

  assert {
    condition = (
      google_compute_address.this.address_type == "INTERNAL"
      && google_compute_address.this.subnetwork == var.subnet_id
      && google_compute_forwarding_rule.this.target == var.service_attachment
    )
    error_message = "The endpoint must lead from an address of the subnet to the service."
  }
}

run "a_short_name_of_the_service_is_refused" {
  command = plan

  variables {
    service_attachment = "crl-0123"
  }

  expect_failures = [var.service_attachment]
}
