"""The action plan: what is proposed, merged with what people wrote."""
