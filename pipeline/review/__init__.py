"""The pack for a review meeting: what ISO 22397, clause 7, asks a review to consider, and Annex C."""
