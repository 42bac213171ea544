# refused at line 4 by: offline validate
resource "aws_db_instance" "a" {
  instance_class = "db.m7g.large"
  network_type   = "IPV5"
}
