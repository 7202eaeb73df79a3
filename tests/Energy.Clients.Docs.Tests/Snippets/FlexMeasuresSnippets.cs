using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The code of docs/vendors/flexmeasures.md.</summary>
internal static class FlexMeasuresSnippets
{
    public static async Task StoreAsync(FlexMeasuresClient client, TransferSource source, CancellationToken cancellationToken)
    {
        #region docs/vendors/flexmeasures.md
        var sensor = await client.Sensors.GetAsync(42, cancellationToken);
        var transfer = new Transfer(new FlexMeasuresSink(client, sensor), new FileCheckpoints("checkpoints"));
        var result = await transfer.RunAsync(source, cancellationToken: cancellationToken);   // run it again to read on
        #endregion
        Console.WriteLine(result.Readings);
    }
}
