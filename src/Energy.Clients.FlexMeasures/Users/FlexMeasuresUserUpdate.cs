namespace Energy.Clients.FlexMeasures;

/// <summary>Changes to a user.</summary>
public sealed record FlexMeasuresUserUpdate : IFlexMeasuresBody
{
    /// <summary>The name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Username { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Email { get; init; }

    /// <summary>Whether the user may sign in; not one's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool> IsActive { get; init; }

    /// <summary>The id of the time zone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> TimeZone { get; init; }

    /// <summary>The ids of the roles; not one's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalList<long> RoleIds { get; init; }

    void IFlexMeasuresBody.Check() => FlexMeasuresCheck.TimeZone(TimeZone.IsSet ? TimeZone.Value : null, nameof(TimeZone));

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.Add("username", Username);
        json.Add("email", Email);
        json.Add("active", IsActive);
        json.Add("timezone", TimeZone);
        json.Add("flexmeasures_roles", (Optional<IReadOnlyList<long>>)RoleIds);
    }
}
