using BenchmarkDotNet.Running;
using Energy.Clients.Benchmarks;

if (args is ["heap", ..])
{
    await LiveHeap.RunAsync();
}
else if (args is ["heap-iotile", ..])
{
    await IOTileLiveHeap.RunAsync();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
