using System.Text.Json;
using Xunit.Abstractions;

namespace Energy.Clients.Conformance;

/// <summary>A whole file of the corpus as a test case, for recordings that only make sense together.</summary>
public sealed class CorpusFileCase : IXunitSerializable
{
    /// <summary>For the test runner, which then calls <see cref="Deserialize"/>.</summary>
    public CorpusFileCase()
    {
        Vendor = File = "";
    }

    /// <summary>Creates the case of a file.</summary>
    public CorpusFileCase(string vendor, string file)
    {
        Vendor = vendor;
        File = file;
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; private set; }

    /// <summary>The file inside the vendor's folder.</summary>
    public string File { get; private set; }

    /// <summary>The parsed file.</summary>
    public JsonElement Json => Corpus.Load(Vendor, File);

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Vendor = info.GetValue<string>(nameof(Vendor));
        File = info.GetValue<string>(nameof(File));
    }

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.AddValue(nameof(Vendor), Vendor);
        info.AddValue(nameof(File), File);
    }

    /// <inheritdoc/>
    public override string ToString() => File;
}
