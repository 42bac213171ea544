# expect: TF-004:12 TF-004:13
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_instance" "this" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  ebs_block_device = [{ device_name = "/dev/sdb" }]
  timeouts = { create = "5m" }
}
