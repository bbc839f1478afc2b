"""Tables as aid agencies, the UN, municipalities and utilities keep them, written by hand, with what they become."""
