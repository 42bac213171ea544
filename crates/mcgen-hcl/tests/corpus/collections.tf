locals {
  empty_list   = []
  empty_object = {}
  one_line     = [1, 2, 3]
  trailing     = [1, 2, 3, ]
  nested       = [[1, 2], [3, [4]]]
  objects      = [{ a = 1 }, { b = 2 }]
  colons       = { a : 1, "b" : 2, (c) : 3, 4 : 5 }
  mixed        = { a = 1, b : 2 }
  over_lines = [
    1,
    22, 333,
    4444,
  ]
  keys = {
    plain          = 1
    "quoted"       = 2
    "with space"   = 3
    (var.key)      = 4
    "${var.a}-key" = 5
    colon : 6
    a_longer_colon : 7
    eight = 8,
    nine  = 9
  }
  deep = {
    a = {
      b = {
        c = [
          {
            d = 1
          },
        ]
      }
    }
  }
  hugging = [{
    a  = 1
    bc = 2
    }, {
    a = 3
  }]
  pairs = {
    a    = 1, b = 2
    cccc = 3, d = 4
  }
}
