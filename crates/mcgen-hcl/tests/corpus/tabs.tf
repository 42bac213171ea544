a = 1
longer = [
  1, 2
]
