using System.Globalization;
using Xunit.Abstractions;

namespace Energy.Clients.Conformance;

/// <summary>One recorded exchange as a test case, found again by file and position.</summary>
public sealed class ExchangeCase : IXunitSerializable
{
    /// <summary>For the test runner, which then calls <see cref="Deserialize"/>.</summary>
    public ExchangeCase()
    {
        Vendor = File = "";
    }

    /// <summary>Creates the case of an exchange.</summary>
    public ExchangeCase(string vendor, string file, int index)
    {
        Vendor = vendor;
        File = file;
        Index = index;
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; private set; }

    /// <summary>The file inside the vendor's folder.</summary>
    public string File { get; private set; }

    /// <summary>The position in the file, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>The exchange.</summary>
    public RecordedExchange Exchange => ExchangeFiles.Load(Vendor, File)[Index];

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Vendor = info.GetValue<string>(nameof(Vendor));
        File = info.GetValue<string>(nameof(File));
        Index = info.GetValue<int>(nameof(Index));
    }

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.AddValue(nameof(Vendor), Vendor);
        info.AddValue(nameof(File), File);
        info.AddValue(nameof(Index), Index);
    }

    /// <inheritdoc/>
    public override string ToString() => Exchange.Id;
}
