namespace Energy.Clients.Authoring;

/// <summary>What a streamed JSON body may be at most.</summary>
/// <param name="MaxDepth">How deep objects and arrays may nest.</param>
/// <param name="MaxItemBytes">How many bytes a single row or member may have.</param>
public sealed record JsonBodyLimits(int MaxDepth, int MaxItemBytes);
