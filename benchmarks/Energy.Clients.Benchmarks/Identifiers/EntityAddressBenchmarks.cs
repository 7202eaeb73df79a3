using System.Text;
using BenchmarkDotNet.Attributes;

namespace Energy.Clients.Benchmarks;

/// <summary>Reading an entity address beside the framework reading a URI of the same length. Budget: 0.75 of the URI.</summary>
[MemoryDiagnoser]
public class EntityAddressBenchmarks
{
    private readonly string _uri = "https://company.example.org/api/asset/73";
    private readonly string _address = "ea1.2021-02.org.example.company:fm0.4:73";
    private readonly string _invalid = "ea1.2021-02.org.example.company.fm0.4.73";
    private byte[] _utf8 = [];
    private EntityAddress _read;

    [GlobalSetup]
    public void Encode()
    {
        _utf8 = Encoding.UTF8.GetBytes(_address);
        _read = EntityAddress.Parse(_address);
        if (_uri.Length != _address.Length || _invalid.Length != _address.Length)
        {
            throw new InvalidOperationException("The texts must be of one length.");
        }
    }

    [Benchmark(Baseline = true, Description = "Uri.TryCreate")]
    public bool ReadUri() => Uri.TryCreate(_uri, UriKind.Absolute, out _);

    [Benchmark(Description = "EntityAddress.TryParse, string")]
    public bool ReadString() => EntityAddress.TryParse(_address, out _);

    [Benchmark(Description = "EntityAddress.TryParse, characters")]
    public bool ReadCharacters() => EntityAddress.TryParse(_address.AsSpan(), out _);

    [Benchmark(Description = "EntityAddress.TryParse, UTF-8")]
    public bool ReadUtf8() => EntityAddress.TryParse(_utf8, out _);

    [Benchmark(Description = "EntityAddress.TryParse, invalid")]
    public bool ReadInvalid() => EntityAddress.TryParse(_invalid.AsSpan(), out _);

    [Benchmark(Description = "EntityAddress.TryGetConnection")]
    public bool ReadConnection() => _read.TryGetConnection(out _);
}
