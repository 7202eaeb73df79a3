using BenchmarkDotNet.Running;
using Energy.Clients.Benchmarks;
using Energy.Clients.Benchmarks.Fleet;

if (args is ["heap", ..])
{
    await LiveHeap.RunAsync();
}
else if (args is ["heap-iotile", ..])
{
    await IOTileLiveHeap.RunAsync();
}
else if (args is ["request"])
{
    await RequestCost.RunAsync();
}
else if (args is ["start"])
{
    await StartCost.RunAsync();
}
else if (args is ["cpu", ..])
{
    await CpuTime.RunAsync(args[1..]);
}
else if (args is ["postgres", ..])
{
    await PostgresSpeed.RunAsync(args[1..]);
}
else if (args is ["fleet", .. var options])
{
    return await FleetHarness.RunAsync(options);
}
else if (args is ["fleet-worker", .. var settings])
{
    await FleetWorker.RunAsync(settings);
}
else if (args is ["soak", .. var rest])
{
    var minutes = rest is ["--minutes", var text, ..] ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 60;
    return await Soak.RunAsync(minutes, seed: 42);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}

return 0;
