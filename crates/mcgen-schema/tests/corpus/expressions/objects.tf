# One object of several, by an index or a key that there is, or that nobody can tell.
variable "which" {
  type    = number
  default = 0
}

variable "key" {
  type    = string
  default = "x"
}

resource "random_pet" "counted" {
  count = 2
}

resource "random_pet" "none" {
  count = 0
}

resource "random_pet" "keyed" {
  for_each = { a = 1, (var.key) = 2 }
}

resource "random_pet" "literal" {
  for_each = toset(["a", "b"])
}

output "objects" {
  value = [
    random_pet.counted[0].id,
    random_pet.counted[1].id,
    random_pet.counted[var.which].id,
    random_pet.keyed["a"].id,
    random_pet.keyed["x"].id,
    random_pet.literal["b"].id,
    random_pet.literal[var.key].id,
  ]
}

# A branch that is not taken is not looked at.
output "perhaps" {
  value = var.which > 0 ? random_pet.none[0].id : try(random_pet.none[0].id, "none")
}
