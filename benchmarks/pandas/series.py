"""A million quarter hours with pandas: to local days, and four series as rows. The twin of ResampleBenchmarks and AlignBenchmarks.

Needs Debian's python3-pandas: python3 benchmarks/pandas/series.py
"""

import time

import numpy
import pandas

COUNT = 1_000_000
RUNS = 7


def least(work):
    """Processor time of the quickest of several runs, in nanoseconds a reading."""
    times = []
    for _ in range(RUNS):
        begin = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - begin)
    return min(times) / COUNT


start = pandas.date_range("2000-01-01", periods=COUNT, freq="15min", tz="UTC")
utc = pandas.Series(numpy.arange(COUNT) % 97 * 1.0, index=start)
local = utc.tz_convert("Europe/Amsterdam")
four = {name: utc for name in "abcd"}

print(f"pandas {pandas.__version__}")
print("| path | ns of processor time a reading, least of %d |" % RUNS)
print("|---|---:|")
print("| to local days | %.1f |" % least(lambda: utc.tz_convert("Europe/Amsterdam").resample("D").mean()))
print("| to local days, coverage counted too | %.1f |" % least(lambda: local.resample("D").agg(["mean", "count"])))
print("| four series as a frame | %.1f |" % least(lambda: pandas.concat(four, axis=1)))
