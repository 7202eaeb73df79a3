namespace Energy.Clients.FlexMeasures;

/// <summary>The token of one account, and the lock that lets one caller at a time fetch it.</summary>
internal sealed class FlexMeasuresTokens
{
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public string? Current { get; set; }
}
