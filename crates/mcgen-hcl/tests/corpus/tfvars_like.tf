region  = "ap-northeast-2"
cidrs   = ["10.0.0.0/16"]
enabled = true
tags = {
  Name = "crm"
}
count_of = -1
