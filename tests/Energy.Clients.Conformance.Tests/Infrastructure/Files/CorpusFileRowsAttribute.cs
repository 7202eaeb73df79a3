using System.Reflection;
using Xunit.Sdk;

namespace Energy.Clients.Conformance;

/// <summary>The data of a <see cref="CorpusFileTheoryAttribute"/>: one <see cref="CorpusFileCase"/> for every file.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFileRowsAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var theory = testMethod.GetCustomAttribute<CorpusFileTheoryAttribute>()
            ?? throw new InvalidOperationException($"{testMethod.Name} has [CorpusFileRows] without [CorpusFileTheory(vendor, folder)].");
        return Corpus.JsonFiles(theory.Vendor, theory.Folder).Select(file => new object[] { new CorpusFileCase(theory.Vendor, file) });
    }
}
