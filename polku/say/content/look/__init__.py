"""How the shop looks on pages that its customers see: a logo, and one color from which the others follow."""
