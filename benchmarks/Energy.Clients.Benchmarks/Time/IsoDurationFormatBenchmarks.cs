using BenchmarkDotNet.Attributes;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Benchmarks;

/// <summary>Writing a duration beside NodaTime's pattern, which can only make strings.</summary>
[MemoryDiagnoser]
public class IsoDurationFormatBenchmarks
{
    private readonly char[] _characters = new char[96];
    private readonly byte[] _utf8 = new byte[96];
    private readonly IsoDuration _duration = IsoDuration.Parse("P1DT12H30M");
    private readonly Period _period = PeriodPattern.Roundtrip.Parse("P1DT12H30M").Value;

    [Benchmark(Baseline = true, Description = "PeriodPattern.Roundtrip.Format")]
    public string WritePeriod() => PeriodPattern.Roundtrip.Format(_period);

    [Benchmark(Description = "IsoDuration.ToString")]
    public string WriteString() => _duration.ToString();

    [Benchmark(Description = "IsoDuration.TryFormat, characters")]
    public bool WriteCharacters() => _duration.TryFormat(_characters, out _);

    [Benchmark(Description = "IsoDuration.TryFormat, UTF-8")]
    public bool WriteUtf8() => _duration.TryFormat(_utf8, out _);
}
