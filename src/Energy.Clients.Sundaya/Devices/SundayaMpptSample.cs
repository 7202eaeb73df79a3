namespace Energy.Clients.Sundaya;

/// <summary>A sample of a maximum power point tracker.</summary>
public sealed record SundayaMpptSample : SundayaPowerSample;
