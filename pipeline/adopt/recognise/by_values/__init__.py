"""What headers do not say, told by the cells: ratings, headers of unknown words, organisations, sectors and places."""
