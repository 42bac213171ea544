# expect: TF-006:14 TF-006:18
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_db_instance" "this" {
  instance_class = "db.t4g.medium"
  restore_to_point_in_time {
    use_latest_restorable_time = true
  }
  restore_to_point_in_time {
    use_latest_restorable_time = true
  }
  timeouts {}
  timeouts {}
}
