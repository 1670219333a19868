"""What is kept between runs: record files, reports, and judgements made by hand.

Modules are imported one by one, so that a run which writes no Parquet loads no Arrow.
"""
