//! Messages by which an application tells the other side what happened.

use std::ops::RangeInclusive;

use mcgen_diagnostics::{Span, Spanned};

use crate::scalar::text;
use crate::{Duration, RoleName};

/// The application sends what happened as messages, and applies those of the other side.
#[derive(Debug, Clone)]
pub struct Messages {
    /// The place where it was chosen.
    pub span: Span,
    /// The role of both databases whose members send and receive. It cannot connect by itself.
    pub user: Spanned<RoleName>,
    /// For how long a message that was sent stays in the outbox. What a side that was away has missed is
    /// sent again from there.
    pub retention: Spanned<Duration>,
    /// For how long a queue keeps a message that is not received: [`Self::QUEUE_RETENTION_SECONDS`].
    pub queue_retention: Spanned<Duration>,
    /// How long the application has for a message before it is given to another receiver:
    /// [`Self::PROCESSING_SECONDS`].
    pub processing: Spanned<Duration>,
    /// How often the application gets a message before it goes to the dead letters: [`Self::ATTEMPTS`].
    pub attempts: Spanned<u32>,
    /// The roles of AWS that publish and receive.
    pub aws_clients: Vec<Spanned<RoleArn>>,
    /// The service accounts of Google Cloud that publish and receive.
    pub gcp_clients: Vec<Spanned<ServiceAccountEmail>>,
}

impl Messages {
    /// For how long both clouds can keep a message, in seconds. Pub/Sub keeps 10 minutes at least, SQS 14 days at
    /// most: <https://cloud.google.com/pubsub/docs/subscription-properties>,
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html>
    pub const QUEUE_RETENTION_SECONDS: RangeInclusive<u32> = 600..=1_209_600;

    /// For how long both clouds can leave a message with one receiver, in seconds. Pub/Sub takes less than SQS:
    /// <https://cloud.google.com/pubsub/docs/subscription-properties>
    pub const PROCESSING_SECONDS: RangeInclusive<u32> = 10..=600;

    /// How often both clouds can give a message before it is a dead letter. Pub/Sub takes less than SQS:
    /// <https://cloud.google.com/pubsub/docs/handling-failures>
    pub const ATTEMPTS: RangeInclusive<u32> = 5..=Self::GCP_ATTEMPTS_MAX;

    /// For how long a function between the clouds may run. API Gateway waits for 30 seconds at most:
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>
    pub const FUNCTION_SECONDS: u32 = 30;

    /// For how long a message that a function took is hidden from its other instances, in seconds: six times as
    /// long as it may run. <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>
    pub const HIDDEN_SECONDS: u32 = 6 * Self::FUNCTION_SECONDS;

    /// How often a queue of AWS gives a message at most before it is a dead letter:
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>
    pub const AWS_ATTEMPTS_MAX: u32 = 1_000;

    /// How often Pub/Sub delivers a message at most before it is a dead letter:
    /// <https://cloud.google.com/pubsub/docs/handling-failures>
    pub const GCP_ATTEMPTS_MAX: u32 = 100;

    /// The longest that Pub/Sub waits between two attempts, in seconds:
    /// <https://cloud.google.com/pubsub/docs/handling-failures>
    pub const BACKOFF_MAX_SECONDS: u32 = 600;

    /// How long both clouds go on to offer a message to a side that does not take it, in seconds, before it is a
    /// dead letter. Pub/Sub gives up first: the first attempts come sooner than the longest wait apart, so ten are left out.
    pub const PATIENCE_SECONDS: u32 = (Self::GCP_ATTEMPTS_MAX - 10) * Self::BACKOFF_MAX_SECONDS;

    /// How often the function of AWS gets a message while Google Cloud is away for `outage`, twice over.
    pub fn aws_attempts(outage: Duration) -> u32 {
        let wanted = outage
            .seconds()
            .saturating_mul(2)
            .div_ceil(Self::HIDDEN_SECONDS);
        wanted.clamp(20, Self::AWS_ATTEMPTS_MAX)
    }
}

text! {
    /// The ARN of an IAM role.
    RoleArn, "the ARN of a role: `arn:aws:iam::`, 12 digits, `:role/` and its name",
        "^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", if is_role_arn;

    /// The e-mail address of a service account of Google Cloud.
    ServiceAccountEmail, "the address of a service account: its ID, `@`, the project and `.iam.gserviceaccount.com`",
        "^[a-z][a-z0-9-]*@[a-z][a-z0-9-]*[.]iam[.]gserviceaccount[.]com$", if is_service_account;
}

impl RoleArn {
    /// The account of the role.
    pub fn account(&self) -> &str {
        self.as_str().split(':').nth(4).unwrap_or_default()
    }
}

fn is_role_arn(text: &str) -> bool {
    let legal = |it: char| it.is_ascii_alphanumeric() || "+=,.@_/-".contains(it);
    let rest = text.strip_prefix("arn:aws:iam::");
    let parts = rest.and_then(|it| it.split_once(":role/"));
    parts.is_some_and(|(account, name)| {
        account.len() == 12
            && account.bytes().all(|it| it.is_ascii_digit())
            && !name.is_empty()
            && name.chars().all(legal)
    })
}

fn is_service_account(text: &str) -> bool {
    let name = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_lowercase())
            && it
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-')
    };
    let rest = text.strip_suffix(".iam.gserviceaccount.com");
    let parts = rest.and_then(|it| it.split_once('@'));
    parts.is_some_and(|(id, project)| name(id) && name(project))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar as _;

    #[test]
    fn clients_are_named_in_full() {
        let role = RoleArn::parse("arn:aws:iam::111122223333:role/apps/crm").unwrap();
        assert_eq!(role.account(), "111122223333");
        for bad in [
            "crm",
            "arn:aws:iam::1111:role/crm",
            "arn:aws:iam::111122223333:user/crm",
            "arn:aws:iam::111122223333:role/",
            "arn:aws:iam::111122223333:role/*",
        ] {
            assert!(RoleArn::parse(bad).is_err(), "{bad}");
        }
        assert!(ServiceAccountEmail::parse("crm@crm-production.iam.gserviceaccount.com").is_ok());
        for bad in [
            "crm@example.com",
            "serviceAccount:crm@crm-production.iam.gserviceaccount.com",
            "@crm-production.iam.gserviceaccount.com",
        ] {
            assert!(ServiceAccountEmail::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_message_outlives_the_outage_twice() {
        let outage = Duration::from_seconds(4 * 3600);
        let attempts = Messages::aws_attempts(outage);
        assert!(attempts * Messages::HIDDEN_SECONDS >= 2 * outage.seconds());
        assert_eq!(Messages::aws_attempts(Duration::from_seconds(60)), 20);
        assert_eq!(
            Messages::aws_attempts(Duration::from_seconds(30 * 24 * 3600)),
            1000
        );
    }
}
