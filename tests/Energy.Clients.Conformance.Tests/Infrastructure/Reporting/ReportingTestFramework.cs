using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Energy.Clients.Conformance.ReportingTestFramework", "Energy.Clients.Conformance.Tests")]

namespace Energy.Clients.Conformance;

/// <summary>Runs the tests as xunit does and prints the conformance summary when the last one has ended.</summary>
public sealed class ReportingTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly,
        IEnumerable<IXunitTestCase> cases,
        IMessageSink diagnostics,
        IMessageSink execution,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, execution, options)
    {
        protected override Task BeforeTestAssemblyFinishedAsync()
        {
            string summary = ConformanceReport.Summary();
            if (summary.Length > 0)
            {
                foreach (string line in summary.Split('\n'))
                {
                    DiagnosticMessageSink.OnMessage(new DiagnosticMessage(line.TrimEnd()));
                }
            }

            return base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
