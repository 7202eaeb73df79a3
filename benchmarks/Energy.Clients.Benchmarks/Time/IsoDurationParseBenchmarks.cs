using System.Text;
using BenchmarkDotNet.Attributes;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Benchmarks;

/// <summary>Reading a duration beside NodaTime's pattern of ISO 8601 periods. Budget: 0.5 of the pattern, no allocation.</summary>
[MemoryDiagnoser]
public class IsoDurationParseBenchmarks
{
    [Params("PT15M", "P1DT12H30M", "-P1Y2M3DT4H5M6.789S")]
    public string Text { get; set; } = "";

    private byte[] _utf8 = [];

    // The pattern knows no sign in front.
    private string _period = "";

    [GlobalSetup]
    public void Encode()
    {
        _utf8 = Encoding.UTF8.GetBytes(Text);
        _period = Text.TrimStart('-');
    }

    [Benchmark(Baseline = true, Description = "PeriodPattern.NormalizingIso.Parse")]
    public Period ReadPeriod() => PeriodPattern.NormalizingIso.Parse(_period).Value;

    [Benchmark(Description = "PeriodPattern.Roundtrip.Parse, not normalised")]
    public bool ReadRoundtrip() => PeriodPattern.Roundtrip.Parse(_period).Success;

    [Benchmark(Description = "IsoDuration.TryParse, characters")]
    public bool ReadCharacters() => IsoDuration.TryParse(Text.AsSpan(), out _);

    [Benchmark(Description = "IsoDuration.TryParse, UTF-8")]
    public bool ReadUtf8() => IsoDuration.TryParse(_utf8, out _);
}
