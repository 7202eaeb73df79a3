namespace Energy.Clients.Emulators;

/// <summary>The server's tables.</summary>
internal static class OpenCecSchema
{
    internal static readonly OpenCecTable Keys = new("keys", "keys", "KeyBase", [Text("value", 50), Text("description")])
    {
        Filters = [("value", OpenCecMatch.Exact), ("description", OpenCecMatch.Contains)],
    };

    internal static readonly OpenCecTable EntityTypes = new("entity-types", "entity_types", "EntityTypeBase", [Text("name", 50), Text("description") with { IsRequired = false }])
    {
        Unique = ("entity_types_name_key", ["name"]),
        Filters = [("name", OpenCecMatch.Exact)],
    };

    internal static readonly OpenCecTable DeviceClasses =
        new("device-classes", "device_classes", "DeviceClassBase", [Text("name", 100), Text("description") with { IsRequired = false }])
        {
            HasCreatedAt = true,
            Unique = ("device_classes_name_key", ["name"]),
            Filters = [("name", OpenCecMatch.Exact)],
        };

    internal static readonly OpenCecTable Listings = new(
        "listings",
        "listings",
        "ListingBase",
        [
            Id("entity_type_id", "entity-types"),
            Text("manufacturer", 255),
            Text("model", 255),
            new OpenCecColumn("status", OpenCecColumnKind.Choice) { IsRequired = false, Default = "active", Choices = ["active", "suspended", "expired"] },
        ])
    {
        HasCreatedAt = true,
        HasUpdatedAt = true,
        DeletesReferences = true,
        Unique = ("listings_manufacturer_model_key", ["manufacturer", "model"]),
        Filters = [("entity_type_id", OpenCecMatch.Number), ("manufacturer", OpenCecMatch.Contains), ("model", OpenCecMatch.Contains), ("status", OpenCecMatch.Exact)],
    };

    internal static readonly OpenCecTable ListingDeviceClasses = new(
        "listing-device-classes", "listing_device_classes", "ListingDeviceClassBase", [Id("listing_id", "listings"), Id("device_class_id", "device-classes")])
    {
        HasCreatedAt = true,
        Unique = ("listing_device_classes_listing_id_device_class_id_key", ["listing_id", "device_class_id"]),
        Filters = [("listing_id", OpenCecMatch.Number), ("device_class_id", OpenCecMatch.Number)],
    };

    internal static readonly OpenCecTable DeviceClassAttributes = new(
        "device-class-attributes",
        "device_class_attributes",
        "DeviceClassAttributeBase",
        [
            Id("device_class_id", "device-classes") with { IsUpdatable = false },
            Text("attribute_name", 100),
            new OpenCecColumn("attribute_type", OpenCecColumnKind.Choice) { Choices = ["string", "number", "boolean", "enum"] },
            Text("description") with { IsRequired = false, IsNotNull = false },
        ])
    {
        Unique = ("device_class_attributes_device_class_id_attribute_name_key", ["device_class_id", "attribute_name"]),
        Filters = [("device_class_id", OpenCecMatch.Number), ("attribute_name", OpenCecMatch.Exact)],
    };

    internal static readonly OpenCecTable ListingDeviceClassAttributes = new(
        "listing-device-class-attributes",
        "listing_device_class_attributes",
        "ListingDeviceClassAttributeBase",
        [
            Id("listing_id", "listings") with { IsUpdatable = false },
            Id("device_class_id", "device-classes") with { IsUpdatable = false },
            Text("attribute_name", 100) with { IsUpdatable = false },
            Text("attribute_value") with { IsRequired = false },
        ])
    {
        HasCreatedAt = true,

        // The database cuts names of constraints at 63 characters.
        Unique = ("listing_device_class_attribut_listing_id_device_class_id_at_key", ["listing_id", "device_class_id", "attribute_name"]),
        Filters = [("listing_id", OpenCecMatch.Number), ("device_class_id", OpenCecMatch.Number), ("attribute_name", OpenCecMatch.Exact)],
    };

    internal static readonly OpenCecTable Certificates = new(
        "certificates",
        "certificates",
        "CertificateBase",
        [
            Id("listing_id", "listings") with { IsUpdatable = false },
            new OpenCecColumn("expiry", OpenCecColumnKind.Date),
            new OpenCecColumn("certification_date", OpenCecColumnKind.Date),
            Text("certifying_body", 100),
            new OpenCecColumn("test_profiles", OpenCecColumnKind.TextList) { IsRequired = false },
        ])
    {
        Filters = [("listing_id", OpenCecMatch.Number), ("certifying_body", OpenCecMatch.Contains)],
    };

    internal static readonly IReadOnlyList<OpenCecTable> Tables =
        [Keys, EntityTypes, DeviceClasses, Listings, ListingDeviceClasses, DeviceClassAttributes, ListingDeviceClassAttributes, Certificates];

    internal static readonly IReadOnlyList<(string Name, OpenCecMatch Match)> PublicListingFilters =
        [("entity_type", OpenCecMatch.EntityRole), ("manufacturer", OpenCecMatch.Contains), ("model", OpenCecMatch.Contains), ("status", OpenCecMatch.Exact)];

    private static OpenCecColumn Id(string name, string references) => new(name, OpenCecColumnKind.Integer) { References = references };

    private static OpenCecColumn Text(string name, int? maxLength = null) => new(name, OpenCecColumnKind.Text) { MaxLength = maxLength };
}
