using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new listing, bare. <see cref="OpenCecListingDraft"/> creates it with all that belongs to it.</summary>
public sealed record OpenCecNewListing : OpenCecWrite
{
    internal const int MostCharacters = 255;

    /// <summary>The kind: 1 is <c>client</c>, 2 is <c>server</c>.</summary>
    public required int EntityTypeId { get; init; }

    /// <summary>The manufacturer, at most 255 characters (code points).</summary>
    public required string Manufacturer { get; init; }

    /// <summary>The model, at most 255 characters (code points).</summary>
    public required string Model { get; init; }

    /// <summary>The state; <see langword="null"/> leaves it to the server, which takes <c>active</c>.</summary>
    public OpenCecListingStatus? Status { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecNewListing), nameof(Manufacturer), Manufacturer, MostCharacters);
        OpenCecText.Check(nameof(OpenCecNewListing), nameof(Model), Model, MostCharacters);
        Status?.Check(nameof(OpenCecNewListing));
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("entity_type_id", EntityTypeId)
        .Add("manufacturer", Manufacturer)
        .Add("model", Model)
        .Add("status", Status?.Name);
}
