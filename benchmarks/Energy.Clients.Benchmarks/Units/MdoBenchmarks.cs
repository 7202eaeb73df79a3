using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Energy.Clients.Benchmarks;

/// <summary>Applying a conversion to a row of values, against a bare vectorised multiply-divide-add loop over the same memory.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class MdoBenchmarks
{
    private readonly Mdo _mdo = new(378541, 100000, 0.5);
    private double[] _values = [];
    private double[] _results = [];

    /// <summary>The number of values: a page of readings, and an odd short row.</summary>
    [Params(37, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _values = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble() * 1e6)];
        _results = new double[Count];
    }

    [BenchmarkCategory("Apply"), Benchmark(Baseline = true)]
    public void BareLoop()
    {
        ref var from = ref MemoryMarshal.GetReference(_values.AsSpan());
        ref var to = ref MemoryMarshal.GetReference(_results.AsSpan());
        var m = new Vector<double>(378541);
        var d = new Vector<double>(100000);
        var o = new Vector<double>(0.5);
        var i = 0;
        for (; i <= _values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (((Vector.LoadUnsafe(ref from, (nuint)i) * m) / d) + o).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < _values.Length; i++)
        {
            _results[i] = (_values[i] * 378541 / 100000) + 0.5;
        }
    }

    [BenchmarkCategory("Apply"), Benchmark]
    public void ApplySpan() => _mdo.Apply(_values, _results);

    [BenchmarkCategory("Apply"), Benchmark]
    public void ReverseSpan() => _mdo.Reverse(_values, _results);

    [BenchmarkCategory("Apply"), Benchmark]
    public void ApplyOneByOne()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _results[i] = _mdo.Apply(_values[i]);
        }
    }
}
