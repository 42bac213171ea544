output "zone_ids" {
  description = "The private zone of each name."
  value       = { for name, zone in module.aws_names : name => zone.zone_id }
}
