namespace Energy.Clients.Sundaya;

/// <summary>A site: what the service keeps flows of.</summary>
/// <remarks><c>default</c> is <see cref="Default"/>. Sites are equal when their ids are; case matters.</remarks>
/// <example>
/// <code>
/// var harvest = sundaya.Flows.ReadAsync(new SundayaSite("999"), SundayaFlow.Harvest, PeriodKind.Day, january);
/// </code>
/// </example>
[JsonConverter(typeof(SundayaSiteJsonConverter))]
public readonly record struct SundayaSite
{
    /// <summary>Names a site.</summary>
    /// <param name="id">The site's id, any text but an empty one.</param>
    /// <exception cref="ArgumentException">The id is empty; the server would take it for its default. Write <see cref="Default"/> where that is meant.</exception>
    public SundayaSite(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    /// <summary>No site is sent: the server takes its documented default, which is site <c>999</c>, open to all.</summary>
    public static SundayaSite Default => default;

    /// <summary>The id; <see langword="null"/> for <see cref="Default"/>.</summary>
    public string? Id { get; }

    /// <summary>The id as text.</summary>
    /// <returns>The id; empty for <see cref="Default"/>.</returns>
    public override string ToString() => Id ?? "";
}
