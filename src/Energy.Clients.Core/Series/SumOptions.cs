namespace Energy.Clients;

/// <summary>How several series are added up.</summary>
public sealed record SumOptions
{
    /// <summary>How many series must have a value for the sum to have one; the others then count as nothing. <see langword="null"/>, the default, is all.</summary>
    /// <value><see langword="null"/>: all.</value>
    public int? MinimumSeries { get; init; }

    /// <summary>What becomes of a reading that is longer than the row it stands in; an error unless set.</summary>
    /// <value><see cref="UnlikeResolutions.Refuse"/>.</value>
    public UnlikeResolutions Unlike { get; init; }
}
