resource "a" "b" {
  one = [[[
    1
  ]]]
  two = [[[
    1
    ]
  ]]
  three = [[[
    1
    ]], [
    2
  ]]
  four = f({ a = [
    1,
    2,
    ]
  })
  five = f(
    {
      a = [
        1
    ] }
  )
  six = (((
    1
  )))
  seven = [
    {}, {
      a = 1
    }, []
  ]
  eight = [f(
    1
    ), f(
    2
  )]
}
