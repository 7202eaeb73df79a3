using System.Reflection;
using Xunit.Sdk;

namespace Energy.Clients.Conformance;

/// <summary>The data of a <see cref="VectorTheoryAttribute"/>: one <see cref="VectorCase"/> for every row of its file.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorRowsAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var theory = testMethod.GetCustomAttribute<VectorTheoryAttribute>()
            ?? throw new InvalidOperationException($"{testMethod.Name} has [VectorRows] without [VectorTheory(vendor, file)].");
        foreach (string file in VectorFile.Files(theory.Vendor, theory.File, theory.Group))
        {
            int count = VectorFile.Rows(theory.Vendor, file, theory.Group).Count;
            for (int i = 0; i < count; i++)
            {
                yield return [new VectorCase(theory.Vendor, file, theory.Group, i)];
            }
        }
    }
}
