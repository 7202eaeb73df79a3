namespace Energy.Clients.OpenCec;

/// <summary>A new listing, bare. <see cref="OpenCecNewListingDetails"/> creates it with all that belongs to it.</summary>
public sealed record OpenCecNewListing : OpenCecRowInput
{
    internal const int MaxCharacters = 255;

    /// <summary>The kind: 1 is <c>client</c>, 2 is <c>server</c>.</summary>
    public required int EntityTypeId { get; init; }

    /// <summary>The manufacturer, at most 255 characters (code points).</summary>
    public required string Manufacturer { get; init; }

    /// <summary>The model, at most 255 characters (code points).</summary>
    public required string Model { get; init; }

    /// <summary>The state; <see langword="null"/> leaves it to the server, which takes <c>active</c>.</summary>
    public OpenCecListingStatus? Status { get; init; }

    internal override void Write(OpenCecBody body) => body
        .Add(nameof(EntityTypeId), EntityTypeId)
        .AddText(nameof(Manufacturer), Manufacturer, MaxCharacters)
        .AddText(nameof(Model), Model, MaxCharacters)
        .AddWord(nameof(Status), Status is { } status ? status : default(Optional<OpenCecListingStatus>));
}
