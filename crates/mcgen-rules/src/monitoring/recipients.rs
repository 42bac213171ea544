//! Who is told: somebody in each cloud, where its alarms can reach them.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{AwsEnvironment, Environment, GcpEnvironment, Monitoring, Recipients};

use super::sources::{ALARM_ACTIONS, ALERT_POLICIES, CHANNELS};
use crate::Context;

pub(super) static NOBODY: Rule = Rule {
    code: "MON-009",
    slug: "alarms-that-nobody-hears",
    severity: Severity::Error,
    summary: "nobody hears the alarms of this cloud",
    fix: "name an address as `email`, or a topic or channel of that cloud",
    explain: "An alarm of CloudWatch is published to SNS topics, and an alert of Cloud Monitoring is sent to \
notification channels of its project; neither reaches the other. Addresses under `email` are told by both. \
Where only topics are named, the alerts of Google Cloud reach nobody; where only channels are named, the \
alarms of AWS do. Each cloud must be able to tell of its own failures without the other, or the loss of one \
is told by none.",
    sources: &[ALARM_ACTIONS, CHANNELS],
    waivable: false,
};

pub(super) static OUT_OF_REACH: Rule = Rule {
    code: "MON-010",
    slug: "recipient-out-of-reach",
    severity: Severity::Error,
    summary: "alarms cannot reach this recipient",
    fix: "name a topic in the region of the alarms, and a channel of their project",
    explain: "CloudWatch publishes to topics of the region of the alarm only, and refuses to make an alarm \
with another; a topic of another account is fine if its policy says so. A policy of Cloud Monitoring takes \
the notification channels of its own project only.",
    sources: &[ALARM_ACTIONS, ALERT_POLICIES],
    waivable: false,
};

pub(super) fn nobody(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    let notify = &monitoring.notify;
    if !notify.email.is_empty() {
        return;
    }
    let aws = environment
        .aws
        .as_ref()
        .filter(|_| notify.sns_topics.is_empty());
    let gcp = environment
        .gcp
        .as_ref()
        .filter(|_| notify.channels.is_empty());
    let silent = [
        aws.map(|aws| (aws.span, "AWS", "sns-topics")),
        gcp.map(|gcp| (gcp.span, "Google Cloud", "channels")),
    ];
    for (span, cloud, key) in silent.into_iter().flatten() {
        findings.push(
            Diagnostic::new(&NOBODY)
                .at(notify.span, format!("names nobody whom {cloud} can tell"))
                .at(span, "what is built there")
                .help(format!("add `email`, or `{key}`")),
        );
    }
}

pub(super) fn out_of_reach(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    for recipients in both(monitoring) {
        if let Some(aws) = &environment.aws {
            topics(aws, recipients, findings);
        }
        if let Some(gcp) = &environment.gcp {
            channels(gcp, recipients, findings);
        }
    }
}

fn both(monitoring: &Monitoring) -> [&Recipients; 2] {
    [&monitoring.notify, &monitoring.page]
}

fn topics(aws: &AwsEnvironment, recipients: &Recipients, findings: &mut Diagnostics) {
    for topic in &recipients.sns_topics {
        if topic.region() == aws.region.code() {
            continue;
        }
        findings.push(
            Diagnostic::new(&OUT_OF_REACH)
                .at_value(topic, format!("is in `{}`", topic.region()))
                .at_value(&aws.region, "the alarms are here")
                .because("CloudWatch refuses topics of another region")
                .help(format!("name a topic in `{}`", aws.region.code())),
        );
    }
}

/// A channel may be named by the number of its project, which the file need not have.
fn channels(gcp: &GcpEnvironment, recipients: &Recipients, findings: &mut Diagnostics) {
    for channel in &recipients.channels {
        let project = channel.project();
        let numbered = project.bytes().all(|it| it.is_ascii_digit());
        let known = gcp.project_number.as_ref();
        let here = project == gcp.project.value
            || (numbered && known.is_none_or(|number| number.value == project));
        if here {
            continue;
        }
        findings.push(
            Diagnostic::new(&OUT_OF_REACH)
                .at_value(channel, format!("belongs to `{project}`"))
                .at_value(&gcp.project, "the alerts belong here")
                .because("a policy takes the channels of its own project")
                .help(format!("name a channel of `{}`", gcp.project.value)),
        );
    }
}
