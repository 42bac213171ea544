mock_provider "google" {}

variables {
  audience           = "crm-production-messages"
  clients            = ["crm-api@crm-production.iam.gserviceaccount.com"]
  kms_key            = "projects/crm-production/locations/asia-northeast3/keyRings/messages/cryptoKeys/messages"
  name               = "crm-production-messages"
  pool_id            = "crm-production-messages"
  processing_seconds = 60
  project_number     = "123456789012"
  region             = "asia-northeast3"
  retention_seconds  = 1209600
  lag_seconds        = 60

  channels = {
    alert = ["projects/crm-production/notificationChannels/1"]
    page  = ["projects/crm-production/notificationChannels/2"]
  }

  attempts            = { application = 20, bridge = 100 }
  service_account_ids = { publish = "crm-production-publish", push = "crm-production-push" }

  aws = {
    account_id    = "123456789012"
    push_endpoint = "https://abcdefghij.execute-api.ap-northeast-2.amazonaws.com/messages"
    role_name     = "crm-production-messages-to-gcp"
  }
}

run "one_role_of_one_account_publishes" {
  command = plan

  assert {
    condition = (
      one(google_iam_workload_identity_pool_provider.aws.aws).account_id == "123456789012"
      && google_iam_workload_identity_pool_provider.aws.attribute_condition == "attribute.aws_role == 'crm-production-messages-to-gcp'"
    )
    error_message = "Only the role of the function may get in."
  }

  assert {
    condition = (
      google_service_account_iam_member.aws.role == "roles/iam.workloadIdentityUser"
      && google_pubsub_topic_iam_member.publish.role == "roles/pubsub.publisher"
    )
    error_message = "The function may act as the account that publishes, and that may only publish."
  }
}

run "order_holds_and_nothing_is_dropped" {
  command = plan

  assert {
    condition = (
      google_pubsub_subscription.from_aws.enable_message_ordering
      && google_pubsub_subscription.to_aws.enable_message_ordering
      && alltrue([for it in values(google_pubsub_subscription.dead) : it.message_retention_duration == "1209600s"])
      && one(google_pubsub_subscription.to_aws.expiration_policy).ttl == ""
    )
    error_message = "The order of each aggregate must hold, dead letters must be kept, and no subscription may expire."
  }

  assert {
    condition = alltrue([
      for topic in values(google_pubsub_topic.this) :
      topic.kms_key_name == var.kms_key && one(topic.message_storage_policy).allowed_persistence_regions == toset(["asia-northeast3"])
    ])
    error_message = "Topics must rest in their region, under the customer key."
  }
}

run "pushes_carry_a_token_for_us" {
  command = plan

  assert {
    condition     = one(one(google_pubsub_subscription.to_aws.push_config).oidc_token).audience == "crm-production-messages"
    error_message = "A push must carry a token with our audience."
  }
}

run "the_service_may_move_dead_letters" {
  command = plan

  assert {
    condition = alltrue([
      for it in concat(values(google_pubsub_topic_iam_member.dead), values(google_pubsub_subscription_iam_member.dead)) :
      it.member == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"
    ])
    error_message = "Without its rights Pub/Sub gives no message up, and its aggregate waits unseen."
  }
}

run "a_push_in_plain_text_is_refused" {
  command = plan

  variables {
    aws = {
      account_id    = "123456789012"
      push_endpoint = "http://abcdefghij.execute-api.ap-northeast-2.amazonaws.com/messages"
      role_name     = "crm-production-messages-to-gcp"
    }
  }

  expect_failures = [var.aws]
}

run "everybody_is_no_client" {
  command = plan

  variables {
    clients = ["allUsers"]
  }

  expect_failures = [var.clients]
}

run "dead_letters_and_late_messages_are_paged" {
  command = plan

  assert {
    condition = alltrue([
      for alert in values(google_monitoring_alert_policy.this) : alert.notification_channels == tolist(var.channels.page)
    ])
    error_message = "A message that was given up or waits too long must be told to those of pages."
  }
}
