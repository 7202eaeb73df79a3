using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a listing. Only what is set is sent.</summary>
public sealed record OpenCecListingUpdate : OpenCecWrite
{
    /// <summary>The kind.</summary>
    public Optional<int> EntityTypeId { get; init; }

    /// <summary>The manufacturer, at most 255 characters (code points).</summary>
    public Optional<string> Manufacturer { get; init; }

    /// <summary>The model, at most 255 characters (code points).</summary>
    public Optional<string> Model { get; init; }

    /// <summary>The state.</summary>
    public Optional<OpenCecListingStatus> Status { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecListingUpdate), nameof(Manufacturer), Manufacturer, OpenCecNewListing.MostCharacters);
        OpenCecText.Check(nameof(OpenCecListingUpdate), nameof(Model), Model, OpenCecNewListing.MostCharacters);
        if (Status.IsSet)
        {
            Status.Value.Check(nameof(OpenCecListingUpdate));
        }
    }

    internal override void Write(Utf8JsonWriter json) => json
        .Add("entity_type_id", EntityTypeId)
        .Add("manufacturer", Manufacturer)
        .Add("model", Model)
        .Add("status", Status, static (json, value) => json.WriteStringValue(value.Name));

    /// <summary>The listing as it should be after this update.</summary>
    internal OpenCecListing ApplyTo(OpenCecListing listing) => listing with
    {
        EntityTypeId = EntityTypeId.IsSet ? EntityTypeId.Value : listing.EntityTypeId,
        Manufacturer = Manufacturer.IsSet ? Manufacturer.Value : listing.Manufacturer,
        Model = Model.IsSet ? Model.Value : listing.Model,
        Status = Status.IsSet ? Status.Value : listing.Status,
    };
}
