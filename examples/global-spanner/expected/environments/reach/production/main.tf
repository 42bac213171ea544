data "terraform_remote_state" "aws" {
  backend = "s3"

  config = {
    bucket = var.aws_state.bucket
    key    = var.aws_state.key
    region = var.aws_state.region
  }
}

# The API of Spanner, and what exchanges a session of AWS for a token of Google. Over the link they have the addresses of private.googleapis.com.
module "aws_names" {
  source = "../../../modules/aws-private-name-address"

  for_each = toset([
    "iamcredentials.googleapis.com",
    "spanner.googleapis.com",
    "sts.googleapis.com",
  ])

  addresses = var.google_addresses
  hostname  = each.key
  vpc_id    = data.terraform_remote_state.aws.outputs.vpc_id
}
