using System.Reflection;
using Xunit.Sdk;

namespace Energy.Clients.Conformance;

/// <summary>The data of an <see cref="ExchangeTheoryAttribute"/>: one <see cref="ExchangeCase"/> for every exchange of the vendor.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExchangeRowsAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        string vendor = testMethod.GetCustomAttribute<ExchangeTheoryAttribute>()?.Vendor
            ?? throw new InvalidOperationException($"{testMethod.Name} has [ExchangeRows] without [ExchangeTheory(vendor)].");
        foreach (string file in ExchangeFiles.Of(vendor))
        {
            for (int i = 0; i < ExchangeFiles.Load(vendor, file).Count; i++)
            {
                yield return [new ExchangeCase(vendor, file, i)];
            }
        }
    }
}
