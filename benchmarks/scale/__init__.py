"""What very many reports cost: time, memory, disk."""
