namespace Energy.Clients.Emulators;

/// <summary>What the roles of an organisation may do.</summary>
internal static class IOTileRoles
{
    internal static readonly string[] All =
    [
        "can_delete_org", "can_manage_ota", "can_read_notes", "can_manage_users", "can_reset_device", "can_access_webapp", "can_claim_devices", "can_modify_device",
        "can_access_classic", "can_access_reports",
        "can_create_reports", "can_read_stream_ids", "can_access_companion", "can_access_datablock", "can_create_datablock", "can_delete_datablock", "can_read_stream_data",
        "can_create_stream_ids", "can_modify_stream_ids",
        "can_create_stream_data", "can_manage_stream_aliases", "can_read_device_locations", "can_read_device_properties", "can_manage_org_and_projects",
        "can_modify_device_properties",
    ];

    private static readonly string[] Operator = ["can_read_stream_ids", "can_create_stream_data", "can_access_companion"];

    private static readonly string[] AdminLacks = ["can_manage_ota", "can_create_stream_ids", "can_delete_org"];

    private static readonly string[] MemberLacks =
    [
        .. AdminLacks, "can_manage_users", "can_manage_org_and_projects", "can_claim_devices", "can_create_datablock", "can_delete_datablock", "can_reset_device",
        "can_create_reports", "can_manage_stream_aliases",
        "can_access_classic",
    ];

    internal static bool Has(string role, string permission) => role switch
    {
        "r1" => Operator.Contains(permission),
        "m1" => !MemberLacks.Contains(permission),
        "a1" => !AdminLacks.Contains(permission) && permission != "can_delete_datablock",
        "d1" => permission is not ("can_delete_org" or "can_delete_datablock"),
        "a0" => permission is not ("can_manage_ota" or "can_create_stream_ids"),
        _ => true,
    };

    internal static string Name(string role) => role switch
    {
        "a0" => "a0 - Owner",
        "a1" => "a1 - Admin",
        "m1" => "m1 - Member",
        "r1" => "r1 - Operator",
        "d1" => "d1 - Developer",
        _ => role + " - Support",
    };
}
