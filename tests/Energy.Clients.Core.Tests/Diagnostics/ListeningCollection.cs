namespace Energy.Clients.Tests.Diagnostics;

/// <summary>Tests that listen to traces and meters hear the whole process, so nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's term.")]
public sealed class ListeningCollection
{
    public const string Name = "Listening";
}
