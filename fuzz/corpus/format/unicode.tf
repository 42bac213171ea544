locals {
  größe  = 1      # ä
  日本     = 2      # x
  name   = "日本語"  # wide
  emoji  = "😀"    # one
  family = "👨‍👩‍👧‍👦"    # joined
  flag   = "🇰🇷"    # two code points
  accent = "é"    # combining
  skin   = "👍🏽"    # modifier
  ascii  = "e"    # plain
  devan  = "नमस्ते" # marks
}
# комментарий 日本
