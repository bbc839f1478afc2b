"""Work done by other machines over Dask; only this machine writes."""
