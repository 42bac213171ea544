# refused at line 7 by: offline validate
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  root_block_device {
    volume_size = "large"
  }
}
