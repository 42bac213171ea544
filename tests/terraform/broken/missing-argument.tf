# refused at line 2 by: offline validate
resource "aws_db_subnet_group" "a" {
  name = "a"
}
