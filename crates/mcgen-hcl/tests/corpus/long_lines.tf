resource "aws_iam_policy" "this" {
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::${var.bucket}/*" }] })
  a           = 1
  description = "A very long description that runs on and on, well past any sensible width, because nothing in the layout ever breaks a line by itself." # and a comment
  b           = 2                                                                                                                                        # far away
}
