mock_provider "aws" {}

variables {
  addresses = ["10.20.0.5"]
  hostname  = "internal-crm.example.com"
  vpc_id    = "vpc-0123456789abcdef0"
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
    condition     = aws_route53_record.this.records == toset(["10.20.0.5"])
    error_message = "The name must lead to the address."
  }
}
