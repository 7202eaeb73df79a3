namespace Energy.Clients.OpenCec;

/// <summary>Which rows to list: a device class must meet all conditions that are set.</summary>
public sealed record OpenCecDeviceClassQuery : OpenCecQuery<OpenCecDeviceClass>
{
    /// <summary>Exactly this name, case-sensitive. <see langword="null"/> keeps all.</summary>
    public string? Name { get; init; }

    internal override QueryArguments ToQuery() => new QueryArguments().AddText("name", Name);
}
