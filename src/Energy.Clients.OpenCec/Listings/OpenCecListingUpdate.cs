namespace Energy.Clients.OpenCec;

/// <summary>What to change of a listing. Only what is set is sent.</summary>
public sealed record OpenCecListingUpdate : OpenCecRowInput
{
    /// <summary>The kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int> EntityTypeId { get; init; }

    /// <summary>The manufacturer, at most 255 characters (code points).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Manufacturer { get; init; }

    /// <summary>The model, at most 255 characters (code points).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Model { get; init; }

    /// <summary>The state.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<OpenCecListingStatus> Status { get; init; }

    internal override void Write(OpenCecBody body) => body
        .Add(nameof(EntityTypeId), EntityTypeId)
        .AddText(nameof(Manufacturer), Manufacturer, OpenCecNewListing.MaxCharacters)
        .AddText(nameof(Model), Model, OpenCecNewListing.MaxCharacters)
        .AddWord(nameof(Status), Status);

    /// <summary>The listing as it should be after this update.</summary>
    internal OpenCecListing ApplyTo(OpenCecListing listing) => listing with
    {
        EntityTypeId = EntityTypeId.IsSet ? EntityTypeId.Value : listing.EntityTypeId,
        Manufacturer = Manufacturer.IsSet ? Manufacturer.Value : listing.Manufacturer,
        Model = Model.IsSet ? Model.Value : listing.Model,
        Status = Status.IsSet ? Status.Value : listing.Status,
    };
}
