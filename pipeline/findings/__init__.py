"""From rules to findings: the registry of rules, the engine that runs them, the cell of each finding."""
