"""How Styrsnurran is run: `lokal/` on one's own machine, the other files in production."""
