using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>Changes to a user.</summary>
public sealed record FlexMeasuresUserUpdate
{
    /// <summary>The name.</summary>
    public Optional<string> Username { get; init; }

    /// <summary>The e-mail address.</summary>
    public Optional<string> Email { get; init; }

    /// <summary>Whether the user may sign in; not one's own.</summary>
    public Optional<bool> IsActive { get; init; }

    /// <summary>The id of the time zone.</summary>
    public Optional<string> TimeZone { get; init; }

    /// <summary>The ids of the roles; not one's own.</summary>
    public Optional<IReadOnlyList<long>> RoleIds { get; init; }

    internal void Check() => FlexMeasuresCheck.TimeZone(TimeZone.IsSet ? TimeZone.Value : null, nameof(TimeZone));

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Add("username", Username);
        json.Add("email", Email);
        json.Add("active", IsActive);
        json.Add("timezone", TimeZone);
        json.Add("flexmeasures_roles", RoleIds);
    }
}
