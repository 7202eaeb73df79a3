using System.Text;
using BenchmarkDotNet.Attributes;

namespace Energy.Clients.Benchmarks;

/// <summary>Refusing a text of the right length with one wrong digit at its end, or with a hyphen out of place. Budget: 1.0 of the Guid, no allocation.</summary>
[MemoryDiagnoser]
public class StreamSlugRefusalBenchmarks
{
    private readonly string _guid = "6f9619ff-8b86-d011-b42d-00cf4fc964fx";
    private readonly string _slug = "s--0012-ab05--0000-00cf-4fc9-64ff--500x";
    private readonly string _misplacedGuid = "6f9619ff-8b86-d011-b42d0-0cf4fc964ff";
    private readonly string _misplaced = "s--0012-ab05--0000-00cf-4fc9-64ff-05001";
    private byte[] _utf8Guid = [];
    private byte[] _utf8Slug = [];

    [GlobalSetup]
    public void Encode()
    {
        _utf8Guid = Encoding.UTF8.GetBytes(_guid);
        _utf8Slug = Encoding.UTF8.GetBytes(_slug);
    }

    [Benchmark(Baseline = true, Description = "Guid.TryParse, characters, wrong digit")]
    public bool RefuseGuid() => Guid.TryParse(_guid.AsSpan(), out _);

    [Benchmark(Description = "Guid.TryParse, UTF-8, wrong digit")]
    public bool RefuseUtf8Guid() => Guid.TryParse(_utf8Guid, out _);

    [Benchmark(Description = "Guid.TryParse, characters, misplaced hyphen")]
    public bool RefuseMisplacedHyphenInGuid() => Guid.TryParse(_misplacedGuid.AsSpan(), out _);

    [Benchmark(Description = "StreamSlug.TryParse, characters, wrong digit")]
    public bool RefuseSlug() => StreamSlug.TryParse(_slug.AsSpan(), out _);

    [Benchmark(Description = "StreamSlug.TryParse, UTF-8, wrong digit")]
    public bool RefuseUtf8Slug() => StreamSlug.TryParse(_utf8Slug, out _);

    [Benchmark(Description = "StreamSlug.TryParse, characters, misplaced hyphen")]
    public bool RefuseMisplacedHyphen() => StreamSlug.TryParse(_misplaced.AsSpan(), out _);
}
