"""The engine of Concord: read, validate, analyse, plan, write."""

from pipeline.safe_start import shut_out_current_folder

__version__ = "0.1.0"

shut_out_current_folder()
