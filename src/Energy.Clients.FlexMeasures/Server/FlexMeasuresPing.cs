namespace Energy.Clients.FlexMeasures;

/// <summary>The answer of a server that is up; its message is <c>ok</c>.</summary>
public sealed record FlexMeasuresPing : FlexMeasuresModel;
