output "id" {
  description = "Fully qualified network id."
  value       = local.network.id
  depends_on = [
    google_compute_network_peering.local,
    google_compute_shared_vpc_host_project.shared_vpc_host,
    google_service_networking_connection.psa,
  ]
}

output "network" {
  value = local.network
}

output "subnet_ids" {
  value = { for k, v in google_compute_subnetwork.subnetwork : k => v.id }
}

output "subnet_secondary_ranges" {
  value = {
    for k, v in google_compute_subnetwork.subnetwork :
    k => {
      for range in v.secondary_ip_range :
      range.range_name => range.ip_cidr_range
    }
  }
}

output "gateway" {
  value = one([for k, v in google_compute_subnetwork.subnetwork : v.gateway_address])
}
