# expect: TF-001:3 TF-001:9
resource "aws_vpc" "this" {
  cidr_blok = "10.0.0.0/16"
}
resource "aws_s3_bucket" "this" {
  region = "eu-west-1"
}
resource "random_password" "this" {
  lenght = 3
  length = 3
}
