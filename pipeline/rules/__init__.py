"""The rules of docs/rules.md, one file each; a file that stands here is found and run.

A rule is a function that looks at an `Assessment` and yields `Observation`s. Its words are in
`schemas/wording/en/rules/`, joined by the id.
"""
