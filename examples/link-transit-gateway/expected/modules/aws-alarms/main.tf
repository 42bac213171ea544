locals {
  # Who is told of everything is told of what cannot wait, too.
  actions = {
    alert = var.recipients.alerts.topic_arns
    page  = distinct(concat(var.recipients.alerts.topic_arns, var.recipients.pages.topic_arns))
  }
}
