"""Steps of scales: what the cells of rating columns mean, and which of ours they are."""
