"""Every rule computed a second time, slowly and obviously, from docs/rules.md alone (without the obstacles, OBS).

Nothing here imports `pipeline.rules` or `pipeline.analysis`: where the two computations differ, the wording of
docs/rules.md decides who is right.
"""
