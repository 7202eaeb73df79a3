namespace Energy.Clients.Emulators;

/// <summary>A stream of a site of the simulated world: a net flow, averaged over the grid, from its start until the present.</summary>
/// <remarks>The first interval is the one that holds the stream's start; so it begins before it.</remarks>
internal sealed class SimulatedStream(SimulatedSite site, SimulatedFlow plus, SimulatedFlow minus, Instant begins, bool onTheGrid) : StemStreamSource
{
    private const double MillijoulesPerKilowattSecond = 1e6;

    internal override bool IsEmpty => false;

    internal override IEnumerable<StemIntervalState> Read(Instant start, Instant end, int resolution, Instant now)
    {
        var length = Duration.FromSeconds(resolution);
        var late = onTheGrid ? Duration.Zero : Duration.FromSeconds(1);
        var from = Instant.Max(Floor(begins, resolution), Floor(start, resolution));
        for (var at = from; at + late <= end && at + length <= now; at += length)
        {
            if (at + late >= start)
            {
                var net = site.EnergyMillijoules(plus, at, at + length) - site.EnergyMillijoules(minus, at, at + length);
                yield return new StemIntervalState(at + late, at + length, Math.Round(net / MillijoulesPerKilowattSecond / resolution, 6));
            }
        }
    }

    private static Instant Floor(Instant instant, int resolution)
    {
        var seconds = instant.ToUnixTimeSeconds();
        var over = seconds % resolution;
        return Instant.FromUnixTimeSeconds(seconds - (over < 0 ? over + resolution : over));
    }
}
