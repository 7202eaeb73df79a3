namespace Energy.Clients.FlexMeasures;

/// <summary>Which assets to list.</summary>
public sealed record FlexMeasuresAssetQuery : FlexMeasuresListQuery
{
    private readonly ByContent<IReadOnlyList<string>?> _fields;

    /// <summary>Of this account.</summary>
    public long? AccountId { get; init; }

    /// <summary>All that the caller may read.</summary>
    public bool? AllAccessible { get; init; }

    /// <summary>Also public ones.</summary>
    public bool? IncludePublic { get; init; }

    /// <summary>This one and those below it.</summary>
    public long? RootAssetId { get; init; }

    /// <summary>How many levels below; 0 is the roots.</summary>
    public int? Depth { get; init; }

    /// <summary>Of this type.</summary>
    public long? AssetTypeId { get; init; }

    /// <summary>The fields to be given (<c>id</c>, <c>name</c>, …). <see langword="null"/> asks for all, since some servers give four fields otherwise; an empty list leaves it to
    /// the server.</summary>
    public IReadOnlyList<string>? Fields { get => _fields.Value; init => _fields = new(value); }

    private protected override QueryArguments Own() => new QueryArguments()
        .Add("account", AccountId)
        .Add("all_accessible", AllAccessible)
        .Add("include_public", IncludePublic)
        .Add("root", RootAssetId)
        .Add("depth", Depth)
        .Add("asset_type", AssetTypeId)
        .Add("fields", FlexMeasuresAssetFields.Join(Fields));
}
