mock_provider "aws" {}

variables {
  hostname = "internal-crm.example.com"
  vpc_id   = "vpc-0123456789abcdef0"

  endpoint = {
    dns_name       = "vpce-0123456789abcdef0-abcdefgh.vpce-svc-0.ap-northeast-2.vpce.amazonaws.com"
    hosted_zone_id = "Z27UANNT0PRK1T"
  }
}

run "the_zone_is_private_and_holds_the_name_alone" {
  command = plan

  assert {
    condition = (
      one(aws_route53_zone.this.vpc).vpc_id == var.vpc_id
      && aws_route53_zone.this.name == var.hostname
      && aws_route53_record.this.name == var.hostname
    )
    error_message = "The zone must be that of the name, and seen from the VPC only."
  }

  assert {
    condition     = one(aws_route53_record.this.alias).name == var.endpoint.dns_name
    error_message = "The name must lead to the endpoint."
  }
}
