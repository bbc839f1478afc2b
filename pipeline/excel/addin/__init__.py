"""The add-in and the Run button: built from text, put into Excel and taken out again."""
