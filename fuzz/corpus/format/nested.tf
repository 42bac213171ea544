a = "${ {b=1}["b"] ~}%{if c~}x%{endif}" # t
long_name=<<-E
  ${x}
  E
