namespace Energy.Clients.Crash.Tests;

/// <summary>Tests of processes run one after another, so that each has the machine.</summary>
[CollectionDefinition(nameof(Crash))]
public sealed class Crash;
