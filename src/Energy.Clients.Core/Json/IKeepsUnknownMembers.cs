namespace Energy.Clients.Authoring;

/// <summary>A model that keeps members its package does not know, so that nothing a vendor adds is lost.</summary>
public interface IKeepsUnknownMembers
{
    /// <summary>Members of the JSON object that the model has no property for, by name; <see langword="null"/> or empty when there are none.</summary>
    IDictionary<string, JsonElement>? UnknownMembers { get; }
}
