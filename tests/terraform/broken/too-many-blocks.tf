# refused at line 6 by: offline validate
resource "aws_vpc_endpoint" "a" {
  vpc_id       = "vpc-1"
  service_name = "x"
  dns_options {}
  dns_options {}
}
