"""How well positions are told apart."""
