//! Pages that several rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const CLOUDFLARE_LOAD_BALANCER: Reference = Reference {
    title: "Terraform: cloudflare_load_balancer",
    url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer",
};
pub(super) const CLOUDFLARE_POOL: Reference = Reference {
    title: "Terraform: cloudflare_load_balancer_pool",
    url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer_pool",
};
pub(super) const CLOUDFLARE_LIMITATIONS: Reference = Reference {
    title: "Cloudflare load balancing: limitations",
    url: "https://developers.cloudflare.com/load-balancing/reference/limitations/",
};
pub(super) const CLOUDFLARE_MONITORS: Reference = Reference {
    title: "Cloudflare load balancing: monitors",
    url: "https://developers.cloudflare.com/load-balancing/monitors/",
};
pub(super) const CLOUDFLARE_RANGES: Reference = Reference {
    title: "Cloudflare: IP ranges",
    url: "https://www.cloudflare.com/ips/",
};
pub(super) const R2_BACKEND: Reference = Reference {
    title: "Cloudflare: remote R2 backend",
    url: "https://developers.cloudflare.com/terraform/advanced-topics/remote-backend/",
};
pub(super) const ROUTE53_HEALTH: Reference = Reference {
    title: "Amazon Route 53: how it determines whether a health check is healthy",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
};
pub(super) const ROUTE53_VALUES: Reference = Reference {
    title: "Amazon Route 53: values that you specify for health checks",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
};
pub(super) const ROUTE53_ALIAS: Reference = Reference {
    title: "Amazon Route 53: choosing between alias and non-alias records",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html",
};
pub(super) const ROUTE53_CHOICE: Reference = Reference {
    title: "Amazon Route 53: how it chooses records when health checking is configured",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
};
pub(super) const ROUTE53_GEO: Reference = Reference {
    title: "Amazon Route 53: values of geolocation alias records",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-geo-alias.html",
};
pub(super) const ROUTE53_LATENCY: Reference = Reference {
    title: "Amazon Route 53: latency-based routing",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-latency.html",
};
pub(super) const ROUTE53_RECORD_SET: Reference = Reference {
    title: "Amazon Route 53 API: ResourceRecordSet",
    url: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
};
pub(super) const ROUTE53_WEIGHTED: Reference = Reference {
    title: "Amazon Route 53: values of weighted records",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html",
};
pub(super) const ROUTE53_RESILIENCE: Reference = Reference {
    title: "AWS fault isolation boundaries: global services",
    url: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html",
};
pub(super) const ELB_ENDPOINTS: Reference = Reference {
    title: "Elastic Load Balancing: endpoints and quotas",
    url: "https://docs.aws.amazon.com/general/latest/gr/elb.html",
};
pub(super) const ALB_HEALTH: Reference = Reference {
    title: "Application Load Balancers: health checks for target groups",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
};
pub(super) const ALB_ATTRIBUTES: Reference = Reference {
    title: "Application Load Balancers: edit attributes",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
};
pub(super) const ALB_SUBNETS: Reference = Reference {
    title: "Application Load Balancers: subnets",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
};
pub(super) const ACM_REGIONS: Reference = Reference {
    title: "AWS Certificate Manager: services and regions",
    url: "https://docs.aws.amazon.com/acm/latest/userguide/acm-services.html",
};
pub(super) const ACM_DNS: Reference = Reference {
    title: "AWS Certificate Manager: DNS validation",
    url: "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
};
pub(super) const DNS_AUTHORIZATION: Reference = Reference {
    title: "Certificate Manager: DNS authorizations",
    url: "https://cloud.google.com/certificate-manager/docs/domain-authorization",
};
pub(super) const BACKEND_SERVICES: Reference = Reference {
    title: "Cloud Load Balancing: backend services",
    url: "https://cloud.google.com/load-balancing/docs/backend-service",
};
pub(super) const S3_BACKEND: Reference = Reference {
    title: "Terraform: changing the backend",
    url: "https://developer.hashicorp.com/terraform/language/backend#change-configuration",
};
