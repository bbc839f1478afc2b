"""`python -m pipeline` is `concord`."""

from pipeline.cli.main import main

main()
