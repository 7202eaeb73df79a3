using BenchmarkDotNet.Running;
using Energy.Clients.Benchmarks;

if (args is ["heap", ..])
{
    await LiveHeap.RunAsync();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
