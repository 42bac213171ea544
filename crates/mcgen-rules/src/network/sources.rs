//! Pages that several rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const VPC_CIDR_BLOCKS: Reference = Reference {
    title: "Amazon VPC: VPC CIDR blocks",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
};
pub(super) const SUBNET_SIZING: Reference = Reference {
    title: "Amazon VPC: subnet CIDR blocks",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
};
pub(super) const VPC_QUOTAS: Reference = Reference {
    title: "Amazon VPC: quotas",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
};
pub(super) const VPN_ROUTES: Reference = Reference {
    title: "AWS Site-to-Site VPN: route tables and route priority",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html",
};
pub(super) const RDS_IN_A_VPC: Reference = Reference {
    title: "Amazon RDS: working with a DB instance in a VPC",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
};
pub(super) const RDS_PROXY: Reference = Reference {
    title: "Amazon RDS: network prerequisites of RDS Proxy",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html",
};
pub(super) const EKS_NETWORK: Reference = Reference {
    title: "Amazon EKS: networking requirements for VPC and subnets",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
};
pub(super) const EKS_CNI: Reference = Reference {
    title: "Amazon EKS: Amazon VPC CNI",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html",
};
pub(super) const EKS_SERVICE_RANGE: Reference = Reference {
    title: "Amazon EKS API: KubernetesNetworkConfigRequest",
    url: "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html",
};
pub(super) const AVAILABILITY_ZONES: Reference = Reference {
    title: "AWS Availability Zones",
    url: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
};
pub(super) const GCP_SUBNETS: Reference = Reference {
    title: "Google Cloud VPC: subnets",
    url: "https://docs.cloud.google.com/vpc/docs/subnets",
};
pub(super) const GCP_ZONES: Reference = Reference {
    title: "Compute Engine: regions and zones",
    url: "https://cloud.google.com/compute/docs/regions-zones",
};
pub(super) const GKE_POD_RANGES: Reference = Reference {
    title: "GKE: flexible pod CIDR",
    url: "https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr",
};
pub(super) const GKE_ALIAS_IPS: Reference = Reference {
    title: "GKE: VPC-native clusters",
    url: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/alias-ips",
};
pub(super) const GCE_NAMES: Reference = Reference {
    title: "Compute Engine: naming resources",
    url: "https://cloud.google.com/compute/docs/naming-resources",
};
