resource "google_monitoring_notification_channel" "email" {
  for_each = merge([
    for name, recipients in var.recipients : {
      for email in recipients.emails : "${name}/${email}" => email
    }
  ]...)

  display_name = "${var.name}: ${each.value}"
  labels       = { email_address = each.value }
  type         = "email"
}

locals {
  channel_ids = {
    for name, recipients in var.recipients : name => concat(
      recipients.channel_ids,
      [for key, channel in google_monitoring_notification_channel.email : channel.id if startswith(key, "${name}/")],
    )
  }

  # Who is told of everything is told of what cannot wait, too.
  channels = {
    alert = local.channel_ids.alerts
    page  = distinct(concat(local.channel_ids.alerts, local.channel_ids.pages))
  }
}
