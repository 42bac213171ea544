provider "aws" {
  region  = "${var.region}"
  version = "~> 5.0"
}

resource "aws_instance" "web" {
  count         = "${var.instances}"
  ami           = "${lookup(var.amis, var.region)}"
  instance_type = "t2.micro"
  subnet_id     = "${element(var.subnets, count.index)}"

  ebs_block_device {
    device_name = "/dev/sdb"
    volume_size = "20"
  }

  user_data = <<-EOF
    #!/bin/bash
    echo "${var.region}" > /etc/region
    EOF

  tags = {
    "Name" = "web-${count.index}"
  }

  connection {
    type = "ssh"
    host = self.public_ip
    user = "ubuntu"
  }

  provisioner "remote-exec" {
    inline = ["echo ${self.private_ip}"]
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id}"
  }
}

resource "aws_route_table" "main" {
  vpc_id = var.vpc["id"]

  route = [
    {
      cidr_block                 = "0.0.0.0/0"
      gateway_id                 = "igw-1"
      carrier_gateway_id         = null
      core_network_arn           = null
      destination_prefix_list_id = null
      egress_only_gateway_id     = null
      ipv6_cidr_block            = null
      local_gateway_id           = null
      nat_gateway_id             = null
      network_interface_id       = null
      transit_gateway_id         = null
      vpc_endpoint_id            = null
      vpc_peering_connection_id  = null
    }
  ]
}

resource "aws_network_acl" "main" {
  vpc_id = "${var.vpc.id}"

  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "10.3.0.0/18"
    from_port  = 80
    to_port    = 80
  }

  dynamic egress {
    for_each = var.egress
    content {
      protocol   = egress.value["protocol"]
      rule_no    = egress.value["rule_no"]
      action     = "allow"
      cidr_block = egress.value["cidr_block"]
      from_port  = 0
      to_port    = 0
    }
  }
}

data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "state"
    key    = "network.tfstate"
    region = var.region
  }
}

output "private_ips" {
  value = "${aws_instance.web.*.private_ip}"
}

output "first" {
  value = "${aws_instance.web.0.public_ip}"
}

output "network" {
  value = "${data.terraform_remote_state.network.outputs.vpc_id}"
}

output "network_deep" {
  value = data.terraform_remote_state.network.outputs["subnets"][0].id
}
