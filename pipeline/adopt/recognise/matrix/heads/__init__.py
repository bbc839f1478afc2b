"""What headers beside roles and tasks say, by themselves and beside each other."""
