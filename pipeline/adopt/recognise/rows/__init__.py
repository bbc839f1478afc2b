"""The rows below a header: records, and all the others."""
