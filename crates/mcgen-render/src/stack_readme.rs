//! The README of a rendered stack: what it builds, a picture of it, how to apply it.

mod global;
mod steering;

use std::borrow::Cow;
use std::fmt::Write as _;

use mcgen_graph::Graph;
use mcgen_hcl::ModuleDescription;
use mcgen_model::{Environment, SubnetTier};

use crate::library::Manifest;
use crate::markdown::{code, table};
use crate::module_readme::{outputs, requirements};
use crate::replication_readme;
use crate::stack::Stack;

/// What the READMEs of all stacks of one shape share.
pub(crate) struct Shared {
    title: String,
    /// From the summary to the picture.
    beginning: String,
    /// From the requirements on.
    end: String,
}

impl Shared {
    pub(crate) fn new(
        manifest: &Manifest,
        picture: &Graph,
        description: &ModuleDescription,
    ) -> Self {
        Self {
            title: manifest.title.clone(),
            beginning: format!(
                "{}\n\n## Picture\n\n```mermaid\n{}```\n",
                manifest.summary.trim(),
                picture.to_mermaid()
            ),
            end: format!(
                "\n## Requirements\n\n{}\n## Outputs\n\n{}\n\
                 Rendered by mcgen. Edit the environment file and render again instead of editing here.\n",
                requirements(description),
                outputs(description)
            ),
        }
    }
}

pub(crate) fn text(environment: &Environment, stack: &Stack, shared: &Shared) -> String {
    let mut text = format!(
        "# {}: {} {}\n\n{}",
        shared.title, environment.project, environment.name, shared.beginning
    );
    let _ = write!(text, "\n## Apply\n\n{}", apply(stack));
    if let Some(peering) = global::peering(environment, stack) {
        let _ = write!(text, "\n## Peer the networks in Google Cloud\n\n{peering}");
    }
    if let Some(password) = global::text(environment, stack) {
        let _ = write!(text, "\n## Set the password\n\n{password}");
    }
    if let Some(alerts) = global::alerts(environment, stack) {
        let _ = write!(text, "\n## Switch the alerts on\n\n{alerts}");
    }
    if let Some(replication) = replication_readme::text(environment, stack) {
        let _ = write!(text, "\n## Start the replication\n\n{replication}");
    } else if let Some(addresses) = addresses(environment, stack) {
        let _ = write!(text, "\n## Addresses\n\n{addresses}");
    }
    let traffic = traffic(environment, stack).or_else(|| steering::text(environment, stack));
    if let Some(traffic) = traffic {
        let _ = write!(text, "\n## Traffic\n\n{traffic}");
    }
    if !environment.waivers.is_empty() {
        let _ = write!(text, "\n## Accepted findings\n\n{}", waivers(environment));
    }
    text.push_str(&shared.end);
    text
}

fn apply(stack: &Stack) -> String {
    let bucket = stack.backend.bucket();
    format!(
        "The state lives in the bucket `{bucket}`, which must exist before the first `init`.\n\n\
         ```console\n$ terraform init\n$ terraform plan -out=plan\n$ terraform apply plan\n```\n"
    )
}

/// The ranges of the stack; none where it has no network.
fn addresses(environment: &Environment, stack: &Stack) -> Option<String> {
    let mut rows: Vec<[Cow<'_, str>; 3]> = Vec::new();
    let mut row = |name: String, range: String, given: bool| {
        let origin = if given { "environment file" } else { "carved" };
        rows.push([name.into(), code(&range).into(), origin.into()]);
    };
    if let Some(aws) = environment.aws.as_ref().filter(|_| stack.name == "aws") {
        for cidr in aws.network.vpc_ranges() {
            row("VPC".to_owned(), cidr.to_string(), cidr.given);
        }
        for tier in SubnetTier::ALL {
            for (zone, cidr) in aws.network.tier(*tier) {
                row(
                    format!("{tier} subnet in {zone}"),
                    cidr.to_string(),
                    cidr.given,
                );
            }
        }
    }
    if let Some(gcp) = environment.gcp.as_ref().filter(|_| stack.name == "gcp") {
        let network = &gcp.network;
        row(
            "nodes".to_owned(),
            network.cidr.to_string(),
            network.cidr.given,
        );
        row(
            "pods".to_owned(),
            network.pods.to_string(),
            network.pods.given,
        );
        row(
            "services".to_owned(),
            network.services.to_string(),
            network.services.given,
        );
        let private = &network.private_services;
        row(
            "private services".to_owned(),
            private.to_string(),
            private.given,
        );
        for subnet in &network.subnets {
            row(
                format!("subnet {}", subnet.name),
                subnet.cidr.to_string(),
                subnet.cidr.given,
            );
        }
    }
    if let Some(link) = environment.link.as_ref().filter(|_| stack.name == "link") {
        for tunnel in &link.vpn.tunnels {
            let inside = tunnel.inside;
            let (aws, gcp) = (inside.aws_address(), inside.gcp_address());
            row(
                format!("inside of {tunnel}, AWS {aws}, Google Cloud {gcp}"),
                inside.to_string(),
                inside.given,
            );
        }
    }
    (!rows.is_empty()).then(|| table(["Use", "Range", "From"], rows))
}

/// What crosses the link: the routes of each side, and the room in a packet.
fn traffic(environment: &Environment, stack: &Stack) -> Option<String> {
    let link = environment.link.as_ref().filter(|_| stack.name == "link")?;
    let vpn = &link.vpn;
    let to_aws = vpn.advertised_to_aws(&environment.gcp.as_ref()?.network);
    let to_gcp = vpn.advertised_to_gcp(&environment.aws.as_ref()?.network);
    let rows = to_aws
        .iter()
        .map(|range| ("AWS", range))
        .chain(to_gcp.iter().map(|range| ("Google Cloud", range)))
        .map(|(side, range)| {
            [
                side.into(),
                code(&range.cidr.to_string()).into(),
                range.owner.as_str().into(),
            ]
        });
    let ciphers = &vpn.ciphers;
    Some(format!(
        "{}\nA packet of up to {} bytes crosses the link whole, a segment of TCP of up to {}. The gateways clamp segments to that; larger \
         packets of other protocols are lost or fragmented, so leave ICMP open for the discovery of the path.\n",
        table(["Learned by", "Range", "What"], rows),
        ciphers.payload_mtu(),
        ciphers.max_segment_size(),
    ))
}

fn waivers(environment: &Environment) -> String {
    let rows = environment.waivers.iter().map(|waiver| {
        let until = waiver.until.as_ref();
        [
            waiver.rule.value.as_str().into(),
            waiver.reason.value.as_str().into(),
            until.map_or("open".into(), |until| until.to_string().into()),
        ]
    });
    table(["Rule", "Reason", "Until"], rows)
}
