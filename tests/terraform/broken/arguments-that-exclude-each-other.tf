# refused at line 5 by: offline validate at line 4
resource "aws_db_instance" "a" {
  instance_class    = "db.m7g.large"
  identifier        = "a"
  identifier_prefix = "a"
}
