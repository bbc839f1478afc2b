"""The panel: a small window beside Excel with the buttons of the Concord tab; nothing has to run inside Excel."""
