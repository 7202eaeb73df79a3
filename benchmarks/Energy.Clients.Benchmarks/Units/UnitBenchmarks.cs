using System.Text;
using BenchmarkDotNet.Attributes;

namespace Energy.Clients.Benchmarks;

/// <summary>Reading a unit beside the framework reading the name of an enumeration. Budget: 0.5 of it, no allocation.</summary>
[MemoryDiagnoser]
public class UnitBenchmarks
{
    private readonly string _name = "kWh";
    private readonly string _composite = "cEUR/kWh";
    private readonly Unit _from = Unit.Kilowatt;
    private readonly Unit _to = Unit.Megawatt;
    private byte[] _utf8 = [];

    [GlobalSetup]
    public void Encode() => _utf8 = Encoding.UTF8.GetBytes(_name);

    [Benchmark(Baseline = true, Description = "Enum.TryParse")]
    public bool ReadEnum() => Enum.TryParse<UnitName>(_name, out _);

    [Benchmark(Description = "Unit.TryParse, characters")]
    public bool ReadCharacters() => Unit.TryParse(_name.AsSpan(), out _);

    [Benchmark(Description = "Unit.TryParse, UTF-8")]
    public bool ReadUtf8() => Unit.TryParse(_utf8, out _);

    [Benchmark(Description = "Unit.TryParse, cEUR/kWh")]
    public bool ReadComposite() => Unit.TryParse(_composite.AsSpan(), out _);

    [Benchmark(Description = "Unit.Convert")]
    public double Convert() => _from.Convert(1500, _to);
}
