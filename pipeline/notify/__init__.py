"""Messages about a run to those who look after it: by mail, to a webhook, to a dead-man switch."""
