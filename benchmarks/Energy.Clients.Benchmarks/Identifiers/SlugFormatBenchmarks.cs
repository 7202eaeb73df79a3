using BenchmarkDotNet.Attributes;

namespace Energy.Clients.Benchmarks;

/// <summary>Writing slugs as UTF-8 beside the framework writing a Guid. Budget: 1.5 of the Guid, no allocation.</summary>
[MemoryDiagnoser]
public class SlugFormatBenchmarks
{
    private readonly byte[] _utf8 = new byte[64];
    private readonly char[] _characters = new char[64];
    private readonly Guid _guid = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
    private readonly StreamSlug _stream = StreamSlug.Parse("s--0012-ab05--0000-00cf-4fc9-64ff--5001");
    private readonly DeviceSlug _device = DeviceSlug.Parse("d--0000-00cf-4fc9-64ff");
    private readonly VariableSlug _variable = VariableSlug.Parse("v--0012-ab05--5001");

    [Benchmark(Baseline = true, Description = "Guid.TryFormat, UTF-8")]
    public bool WriteGuid() => _guid.TryFormat(_utf8, out _);

    [Benchmark(Description = "Guid.TryFormat, characters")]
    public bool WriteGuidCharacters() => _guid.TryFormat(_characters, out _);

    [Benchmark(Description = "StreamSlug.TryFormat, UTF-8")]
    public bool WriteStream() => _stream.TryFormat(_utf8, out _);

    [Benchmark(Description = "StreamSlug.TryFormat, characters")]
    public bool WriteStreamCharacters() => _stream.TryFormat(_characters, out _);

    [Benchmark(Description = "DeviceSlug.TryFormat, UTF-8")]
    public bool WriteDevice() => _device.TryFormat(_utf8, out _);

    [Benchmark(Description = "VariableSlug.TryFormat, UTF-8")]
    public bool WriteVariable() => _variable.TryFormat(_utf8, out _);
}
