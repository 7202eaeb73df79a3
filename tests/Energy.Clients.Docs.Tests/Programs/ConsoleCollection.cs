namespace Energy.Clients.Docs.Tests.Programs;

/// <summary>Programs write to the console of the process, which is one: their tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "programs that write to the console";
}
