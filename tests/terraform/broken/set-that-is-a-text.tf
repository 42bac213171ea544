# refused at line 3 by: offline validate
resource "aws_db_subnet_group" "a" {
  subnet_ids = "subnet-1"
}
