using Energy.Clients.Authoring;

namespace Energy.Clients.Emulators;

/// <summary>The example data of the Open CEC emulator: four made-up products, one of them of two classes with several certificates.</summary>
internal static class OpenCecExample
{
    private const string Rows = """
        {
          "entity-types": [
            { "id": 1, "name": "client", "description": "Devices at the customer's" },
            { "id": 2, "name": "server", "description": "Utility servers" }
          ],
          "device-classes": [
            { "id": 1, "name": "bess", "description": "Battery storage" },
            { "id": 2, "name": "inverter", "description": "Inverter" },
            { "id": 3, "name": "evse", "description": "Charging point" }
          ],
          "device-class-attributes": [
            { "id": 1, "device_class_id": 1, "attribute_name": "capacity", "attribute_type": "number", "description": "Usable energy in kWh" },
            { "id": 2, "device_class_id": 1, "attribute_name": "max_power", "attribute_type": "number", "description": "Power in kW" },
            { "id": 3, "device_class_id": 2, "attribute_name": "max_power", "attribute_type": "number", "description": "AC power in kW" },
            { "id": 4, "device_class_id": 2, "attribute_name": "grid_tie", "attribute_type": "boolean", "description": null },
            { "id": 5, "device_class_id": 3, "attribute_name": "connector", "attribute_type": "enum", "description": "Plug type" },
            { "id": 6, "device_class_id": 3, "attribute_name": "max_power", "attribute_type": "number", "description": "Charging power in kW" }
          ],
          "listings": [
            { "id": 1, "entity_type_id": 1, "manufacturer": "Banksia Power", "model": "Home 10", "status": "active" },
            { "id": 2, "entity_type_id": 1, "manufacturer": "Wattle Inverters", "model": "W5-100%", "status": "active" },
            { "id": 3, "entity_type_id": 1, "manufacturer": "Kurrajong", "model": "Drive_and_Feed 11", "status": "suspended" },
            { "id": 4, "entity_type_id": 2, "manufacturer": "Grevillea Grid", "model": "Utility Server", "status": "active" }
          ],
          "listing-device-classes": [
            { "id": 1, "listing_id": 1, "device_class_id": 1 },
            { "id": 2, "listing_id": 2, "device_class_id": 2 },
            { "id": 3, "listing_id": 3, "device_class_id": 2 },
            { "id": 4, "listing_id": 3, "device_class_id": 3 }
          ],
          "listing-device-class-attributes": [
            { "id": 1, "listing_id": 1, "device_class_id": 1, "attribute_name": "capacity", "attribute_value": "10.2" },
            { "id": 2, "listing_id": 1, "device_class_id": 1, "attribute_name": "max_power", "attribute_value": "about 5" },
            { "id": 3, "listing_id": 2, "device_class_id": 2, "attribute_name": "max_power", "attribute_value": "5" },
            { "id": 4, "listing_id": 3, "device_class_id": 2, "attribute_name": "grid_tie", "attribute_value": "true" },
            { "id": 5, "listing_id": 3, "device_class_id": 3, "attribute_name": "connector", "attribute_value": "type 2" },
            { "id": 6, "listing_id": 3, "device_class_id": 3, "attribute_name": "max_power", "attribute_value": "11" }
          ],
          "certificates": [
            { "id": 1, "listing_id": 1, "certification_date": "2024-03-01", "expiry": "2029-02-28", "certifying_body": "Example Labs", "test_profiles": ["CSIP-AUS 1.2"] },
            { "id": 2, "listing_id": 3, "certification_date": "2023-07-01", "expiry": "2025-06-30", "certifying_body": "Example Labs", "test_profiles": ["CSIP-AUS 1.1"] },
            { "id": 3, "listing_id": 3, "certification_date": "2025-05-01", "expiry": "2030-04-30", "certifying_body": "Southern Test House", "test_profiles": ["CSIP-AUS 1.2", "AS 4777.2"] }
          ]
        }
        """;

    internal static void Load(OpenCecEmulatorState state, OpenCecEmulatorOptions options)
    {
        using var rows = JsonDocument.Parse(options.ExampleData ? Rows : "{}");
        state.Load(rows.RootElement);
        var key = new Dictionary<string, object?> { ["value"] = DesCrypt.Hash(options.ApiKey, "ec"), ["description"] = "The key of the example data" };
        state.TryInsert(OpenCecSchema.Keys, key, out _, out _);
    }
}
