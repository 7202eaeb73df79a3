using System.Reflection;
using Xunit.Sdk;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>The exchanges that a world's order names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FlexMeasuresEmulatorRowsAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => FlexMeasuresWorldState.Files
        .SelectMany(file => FlexMeasuresWorldState.Run(file).Exchanges)
        .Select(exchange => new object[] { new ExchangeCase("flexmeasures", exchange.File, exchange.Index) });
}
