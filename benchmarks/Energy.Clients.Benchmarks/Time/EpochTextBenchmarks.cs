using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>The canonical epoch texts against the framework's reader and writer of the same pattern, and the lenient reader for scale.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class EpochTextBenchmarks
{
    private const string Text = "20230806T172509";
    private const string Pattern = "yyyyMMdd'T'HHmmss";

    private static readonly byte[] Utf8 = Encoding.ASCII.GetBytes(Text);
    private static readonly EpochText Epoch = EpochText.Parse(Text);
    private static readonly DateTime Time = new(2023, 8, 6, 17, 25, 9, DateTimeKind.Utc);
    private static readonly Instant Now = Instant.FromUtc(2024, 5, 17, 21, 43, 8);

    private readonly char[] _chars = new char[32];
    private readonly byte[] _bytes = new byte[32];
    private string _text = Text;

    [GlobalSetup]
    public void Setup() => _text = new string(Text);

    [BenchmarkCategory("Parse"), Benchmark(Baseline = true)]
    public DateTime DateTimeTryParseExact()
    {
        _ = DateTime.TryParseExact(_text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        return time;
    }

    [BenchmarkCategory("Parse"), Benchmark]
    public EpochText TryParseChars()
    {
        _ = EpochText.TryParse(_text, out var epoch);
        return epoch;
    }

    [BenchmarkCategory("Parse"), Benchmark]
    public EpochText TryParseUtf8()
    {
        _ = EpochText.TryParse(Utf8, out var epoch);
        return epoch;
    }

    [BenchmarkCategory("Parse"), Benchmark]
    public Instant TryParseCharsAndInstant()
    {
        _ = EpochText.TryParse(_text, out var epoch);
        return epoch.Instant;
    }

    [BenchmarkCategory("Parse"), Benchmark]
    public Instant BlendChars() => EpochText.Blend(_text, Now);

    [BenchmarkCategory("Format"), Benchmark(Baseline = true)]
    public int DateTimeTryFormat()
    {
        _ = Time.TryFormat(_chars, out var written, Pattern, CultureInfo.InvariantCulture);
        return written;
    }

    [BenchmarkCategory("Format"), Benchmark]
    public int TryFormatChars()
    {
        _ = Epoch.TryFormat(_chars, out var written);
        return written;
    }

    [BenchmarkCategory("Format"), Benchmark]
    public int TryFormatUtf8()
    {
        _ = Epoch.TryFormat(_bytes, out var written);
        return written;
    }
}
