using System.Text;
using BenchmarkDotNet.Attributes;

namespace Energy.Clients.Benchmarks;

/// <summary>Reading a stream slug of 39 characters beside the framework reading a Guid of 36. Budget: 1.0 of the Guid, no allocation.</summary>
[MemoryDiagnoser]
public class StreamSlugParseBenchmarks
{
    private readonly string _guid = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";
    private readonly string _slug = "s--0012-ab05--0000-00cf-4fc9-64ff--5001";
    private readonly string _short = "s--12--cf-4fc9--5001";
    private byte[] _utf8Guid = [];
    private byte[] _utf8Slug = [];

    [GlobalSetup]
    public void Encode()
    {
        _utf8Guid = Encoding.UTF8.GetBytes(_guid);
        _utf8Slug = Encoding.UTF8.GetBytes(_slug);
    }

    [Benchmark(Baseline = true, Description = "Guid.TryParse, characters")]
    public bool ReadGuid() => Guid.TryParse(_guid.AsSpan(), out _);

    [Benchmark(Description = "Guid.TryParse, UTF-8")]
    public bool ReadUtf8Guid() => Guid.TryParse(_utf8Guid, out _);

    [Benchmark(Description = "StreamSlug.TryParse, characters")]
    public bool ReadSlug() => StreamSlug.TryParse(_slug.AsSpan(), out _);

    [Benchmark(Description = "StreamSlug.TryParse, UTF-8")]
    public bool ReadUtf8Slug() => StreamSlug.TryParse(_utf8Slug, out _);

    [Benchmark(Description = "StreamSlug.TryParse, short form")]
    public bool ReadShortSlug() => StreamSlug.TryParse(_short.AsSpan(), out _);
}
