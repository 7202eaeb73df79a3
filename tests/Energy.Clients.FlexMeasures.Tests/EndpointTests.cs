using System.Reflection;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Each path is written once, and each operation has its endpoint.</summary>
public class EndpointTests
{
    private static readonly List<EnergyEndpoint> Endpoints = [.. typeof(FlexMeasuresClient).Assembly.GetTypes()
        .SelectMany(static t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(static f => f.FieldType == typeof(EnergyEndpoint))
        .Select(static f => (EnergyEndpoint)f.GetValue(null)!)];

    [Fact]
    public void Paths_AreWrittenOnce() =>
        Assert.Empty(Endpoints.Select(static e => e.Path).Distinct().GroupBy(static p => p.Template).Where(static g => g.Count() > 1).Select(static g => g.Key));

    [Fact]
    public void Routes_OfOneOperationOnly_AreItsOwn()
    {
        // A read is a GET of the same path as the plain answer.
        var shared = Endpoints.GroupBy(static e => e.Route).Where(static g => g.Count() > 1).Select(static g => string.Join(' ', g.Select(static e => e.Operation).Order()));
        Assert.Equal(["FlexMeasures.Data.Get FlexMeasures.Data.Read"], shared);
    }

    [Fact]
    public void Operations_AreNamedAfterGroupAndVerb() =>
        Assert.All(Endpoints, static e => Assert.Matches("^FlexMeasures(\\.[A-Z][A-Za-z]+){1,2}$", e.Operation));
}
