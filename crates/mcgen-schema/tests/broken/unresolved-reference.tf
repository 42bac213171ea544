# expect: TF-018:10 TF-018:11 TF-018:12 TF-018:15 TF-018:18 TF-018:21
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.main.id
  cidr_block = var.cidr
  tags       = local.tags
}
output "id" {
  value = data.aws_vpc.this.id
}
output "net" {
  value = module.net.id
}
resource "aws_eip" "this" {
  provider = aws.east
}
