namespace Energy.Clients.FlexMeasures;

/// <summary>Who, or what, recorded data.</summary>
/// <example>
/// <code>
/// var sources = await flexMeasures.Sources.GetAsync(onlyLatest: true);
/// Console.WriteLine(sources.Sources.Count);
/// </code>
/// </example>
public class FlexMeasuresSourceOperations
{
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v3_0/sources").Get("FlexMeasures.Sources.Get");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresSourceOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresSourceOperations() => _transport = null!;

    /// <summary>Gets the sources that the caller may see.</summary>
    /// <param name="onlyLatest">Whether to leave out older versions of a model; <see langword="null"/> leaves it to the server, which does.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The sources.</returns>
    public virtual Task<FlexMeasuresSourceList> GetAsync(bool? onlyLatest = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At().With(new QueryArguments().Add("only_latest", onlyLatest)), FlexMeasuresJsonContext.Default.FlexMeasuresSourceList, cancellationToken);
}
