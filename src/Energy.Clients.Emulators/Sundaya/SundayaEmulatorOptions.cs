namespace Energy.Clients.Emulators;

/// <summary>What the Sundaya emulator can be told before it starts.</summary>
public sealed class SundayaEmulatorOptions : VendorEmulatorOptions
{
    internal SundayaEmulatorOptions()
    {
    }

    /// <summary>Which server is emulated.</summary>
    /// <value>Default <see cref="SundayaServerVersion.V06"/>, what really happens.</value>
    public SundayaServerVersion Version { get; set; } = SundayaServerVersion.V06;

    /// <summary>Scheme and host of every link in an answer, which are configured at the server and not taken from the request.</summary>
    /// <value>Default <c>https://api.sundaya.intelliweave.com</c>, as at the live server: a client must not go there.</value>
    public Uri LinkHost { get; set; } = new("https://api.sundaya.intelliweave.com");

    /// <summary>Where numbers come from.</summary>
    /// <value>Default <see cref="SundayaNumbers.World"/>.</value>
    public SundayaNumbers Numbers { get; set; } = SundayaNumbers.World;

    /// <summary>
    /// The corrected form of the product filter: flows of products that <c>productCatalogItems</c> does not name are left out. Installed are <c>Components</c> / <c>Harvest</c> /
    /// <c>PV Solar Panel</c>
    /// (harvest), <c>Components</c> / <c>Replacing</c> / <c>Home Battery</c> (store), <c>Components</c> / <c>Saving &amp; Yield</c> / <c>LED Lighting</c> (yield) and
    /// <c>Components</c> /
    /// <c>Counting</c> / <c>Electricity Meter</c> (buy and sell).
    /// </summary>
    /// <value>Default <see langword="false"/>: the filter is read and ignored, as at the real servers.</value>
    public bool FiltersProducts { get; set; }

    /// <summary>The corrected form of links to the group before: right in front of the group, and not overlapping it.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool PreviousWithoutOverlap { get; set; }

    internal void Validate()
    {
        if (!Enum.IsDefined(Version) || !Enum.IsDefined(Numbers))
        {
            throw new ArgumentException($"{nameof(SundayaEmulatorOptions)}.{nameof(Version)} or {nameof(Numbers)} is not one of the enumeration's members.");
        }

        if (LinkHost is null || !LinkHost.IsAbsoluteUri)
        {
            throw new ArgumentException($"{nameof(SundayaEmulatorOptions)}.{nameof(LinkHost)} must be an absolute address, such as https://api.example.com.");
        }
    }
}
