using System.Reflection;
using Xunit.Sdk;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>The exchanges of the generation that is emulated.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FlexMeasuresEmulatorRowsAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Corpus.AbsenceOf("flexmeasures", FlexMeasuresWorldState.File) is not null
        ? []
        : FlexMeasuresWorldState.Run().Exchanges.Select(exchange => new object[] { new ExchangeCase("flexmeasures", exchange.File, exchange.Index) });
}
