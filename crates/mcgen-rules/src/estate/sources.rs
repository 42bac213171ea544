//! Pages that the rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const FAILOVER_VALUES: Reference = Reference {
    title: "Amazon Route 53: values of failover records",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html",
};
pub(super) const CLOUDFLARE_LOAD_BALANCER: Reference = Reference {
    title: "Terraform: cloudflare_load_balancer",
    url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer",
};
pub(super) const S3_BACKEND: Reference = Reference {
    title: "Terraform: backend type s3",
    url: "https://developer.hashicorp.com/terraform/language/backend/s3",
};
pub(super) const GCS_BACKEND: Reference = Reference {
    title: "Terraform: backend type gcs",
    url: "https://developer.hashicorp.com/terraform/language/backend/gcs",
};
pub(super) const ATTACH_VPN_GATEWAY: Reference = Reference {
    title: "Amazon EC2 API: AttachVpnGateway",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVpnGateway.html",
};
pub(super) const CLOUD_ROUTER: Reference = Reference {
    title: "Cloud Router: overview",
    url: "https://docs.cloud.google.com/network-connectivity/docs/router/concepts/overview",
};
pub(super) const HA_VPN: Reference = Reference {
    title: "Terraform: google_compute_ha_vpn_gateway",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_ha_vpn_gateway",
};
pub(super) const TRANSIT_GATEWAY: Reference = Reference {
    title: "Amazon VPC transit gateways: how they work",
    url: "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html",
};
pub(super) const VPC_ATTACHMENTS: Reference = Reference {
    title: "Amazon EC2 API: CreateTransitGatewayVpcAttachment",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html",
};
pub(super) const VPN_ROUTES: Reference = Reference {
    title: "AWS Site-to-Site VPN: route tables and route priority",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html",
};
pub(super) const DMS_ROLES: Reference = Reference {
    title: "AWS DMS: creating the IAM roles to use with DMS",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole",
};
