# hash
// slashes
/* block */
/*
   several
     lines
*/
locals {  # after a brace
  a   = 1 # one
  bb  = 2 // two
  ccc = 3 /* three */
  d   = 4

  e = [ # after a bracket
    1,  # first
    22, # second
    # alone
    333 # third
  ]     # after the end
  f            = /* before */ 1
  g /* name */ = 2
  /* lead */ h = 3
  i            = f(/* none */)
  j            = f(1, /* mid */ 2)
  k = {          # object
    a   = 1      # x
    bcd = [1, 2] # y
    e = {
      # only a comment
    }
  }     # done
  l = 1 #no space
  m = 2 //no space
  n = (
    1   # first operand
    + 2 // second
    /* third */ + 3
  )
  /* a
  b */ o = 4
  p             = 5 /* a
  b */
  qq            = 6 # after
}
# last
