output "zone_name" {
  description = "The name of the private zone in the project."
  value       = google_dns_managed_zone.this.name
}
