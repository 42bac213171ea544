mock_provider "google" {}

variables {
  boot               = "echo boot"
  commands           = "echo commands"
  egress             = { cloud-sql = { port = 5432, ranges = ["10.23.0.2/32"] } }
  kms_key            = "projects/crm-production/locations/asia-northeast3/keyRings/replicator/cryptoKeys/replicator"
  machine_type       = "e2-medium"
  name               = "crm-production-replicator"
  network_id         = "projects/crm-production/global/networks/crm-production"
  password           = "of-the-replicator"
  project_id         = "crm-production"
  region             = "asia-northeast3"
  service_account_id = "crm-production-replicator"
  settings           = { AWS_HOST = "crm.abcdefghijkl.ap-northeast-2.rds.amazonaws.com" }
  subnet_id          = "projects/crm-production/regions/asia-northeast3/subnetworks/crm-production-nodes"
  lag_seconds        = 30

  channels = {
    alert = ["projects/crm-production/notificationChannels/1"]
    page  = ["projects/crm-production/notificationChannels/2"]
  }
}

run "the_machine_has_no_public_address_and_an_encrypted_disk" {
  command = plan

  assert {
    condition = (
      length(one(google_compute_instance_template.this.network_interface).access_config) == 0
      && one(one(google_compute_instance_template.this.disk).disk_encryption_key).kms_key_self_link == var.kms_key
      && google_compute_instance_template.this.metadata["block-project-ssh-keys"] == "true"
    )
    error_message = "The machine must have no public address, a disk under the customer key, and no keys of the project."
  }
}

run "only_iap_and_health_checks_come_in" {
  command = plan

  assert {
    condition = (
      google_compute_firewall.ingress["iap"].source_ranges == toset(["35.235.240.0/20"])
      && google_compute_firewall.ingress["alive"].source_ranges == toset(["130.211.0.0/22", "35.191.0.0/16"])
      && length(google_compute_firewall.ingress) == 2
    )
    error_message = "Nobody but IAP and the probes of the health check may reach the machine."
  }
}

run "the_machine_gets_out_to_databases_and_https_only" {
  command = plan

  assert {
    condition = (
      keys(google_compute_firewall.egress) == ["cloud-sql", "https"]
      && one(google_compute_firewall.deny_egress.deny).protocol == "all"
    )
    error_message = "The machine may reach the databases and HTTPS, and nothing else."
  }
}

run "there_is_one_machine" {
  command = plan

  assert {
    condition     = google_compute_region_instance_group_manager.this.target_size == 1
    error_message = "Two machines would undo each other's work."
  }
}

run "a_setting_cannot_leave_its_quotes" {
  command = plan

  variables {
    settings = { AWS_HOST = "x'; rm -rf /; '" }
  }

  expect_failures = [var.settings]
}

run "silence_is_paged" {
  command = plan

  assert {
    condition = (
      one(one(google_monitoring_alert_policy.this["healthy"].conditions).condition_threshold).evaluation_missing_data == "EVALUATION_MISSING_DATA_ACTIVE"
      && google_monitoring_alert_policy.silent.notification_channels == tolist(var.channels.page)
    )
    error_message = "A machine that is not heard of must be told to those of pages."
  }
}
