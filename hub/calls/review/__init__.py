"""Staff's side of a call: who reads what, scores, decisions and what people are told."""
