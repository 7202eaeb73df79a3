namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Whose data to read: users with a role, or one user.</summary>
/// <example>
/// <code>
/// var source = FlexMeasuresMessageSource.Parse("Prosumer");
/// </code>
/// </example>
[JsonConverter(typeof(FlexMeasuresMessageSourceJsonConverter))]
public readonly record struct FlexMeasuresMessageSource
{
    private FlexMeasuresMessageSource(FlexMeasuresRole? role, long? userId)
    {
        Role = role;
        UserId = userId;
    }

    /// <summary>The role, when one is meant.</summary>
    public FlexMeasuresRole? Role { get; }

    /// <summary>The user, when one is meant. Only a message with a body can say so, which is <c>v1</c>'s getMeterData: in a query a number is taken for the name of a
    /// role.</summary>
    public long? UserId { get; }

    /// <summary>Users with a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The source.</returns>
    public static FlexMeasuresMessageSource OfRole(FlexMeasuresRole role) => new(role, null);

    /// <summary>One user.</summary>
    /// <param name="userId">The id of the user.</param>
    /// <returns>The source.</returns>
    public static FlexMeasuresMessageSource OfUser(long userId) => new(null, userId);

    /// <summary>Reads a source as the document writes it: <c>MDC</c> or <c>42</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">It is neither a user's id nor a role.</exception>
    public static FlexMeasuresMessageSource Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? OfUser(user) : OfRole(FlexMeasuresRole.Parse(text));

    /// <inheritdoc/>
    public override string ToString() => UserId?.ToString(CultureInfo.InvariantCulture) ?? Role?.Name ?? "";
}
