using Energy.Clients.Authoring;

namespace Energy.Clients.Fleet;

/// <summary>One process of a fleet.</summary>
public sealed record FleetProcessStatus
{
    private readonly ByContent<IReadOnlyList<string>> _accounts = new([]);

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it last checked in.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Seen { get; init; }

    /// <summary>The accounts that it reads; with a number behind <c>#</c> for one share of an account that has several.</summary>
    public required IReadOnlyList<string> Accounts { get => _accounts.Value; init => _accounts = new(value); }

    /// <summary>What is wrong with it and what to do; <see langword="null"/> when nothing is.</summary>
    public string? Remark { get; init; }
}
