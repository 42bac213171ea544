# refused at line 5 by: offline validate
resource "aws_vpc_endpoint" "a" {
  vpc_id       = "vpc-1"
  service_name = "x"
  dns_options  = {}
}
