"""What a Concord workbook contains: tables, columns, vocabularies, thresholds and wording.

Everything here is definition, nothing is computed from a workbook. `schemas.spec.tables()` is the
way in; the template builder, the reader, the validation, the writer and the field guide all ask it.
"""
