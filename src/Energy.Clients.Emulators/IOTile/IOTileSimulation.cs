using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The simulated world as IOTile sees it: a project for each customer, a device for each site, and a stream of energy for each flow, in raw counts of watt hours with
/// conversions.</summary>
internal static class IOTileSimulation
{
    private const string User = "emulated";
    private const string TypeSlug = "electric-energy";
    private const long HistoryIds = 1_000_000_000_000;
    private static readonly Duration Step = Duration.FromMinutes(15);

    private static readonly (string Lid, string Name, SimulatedFlow Flow)[] Flows =
    [
        ("5001", "Grid import", SimulatedFlow.Buy),
        ("5002", "Grid export", SimulatedFlow.Sell),
        ("5003", "Charge", SimulatedFlow.StoreIn),
        ("5004", "Discharge", SimulatedFlow.StoreOut),
    ];

    internal static void Load(IOTileEmulatorState state, World world, IOTileEmulatorOptions options)
    {
        if (options.Days > 0)
        {
            state.History = (fits, start, end) => History(state, world, fits, start, end);
        }

        using var type = JsonDocument.Parse(
            """
            {"name": "Electric Energy", "storage_units_full": "Joule", "data_type": "D0",
             "available_input_units": [{"unit_full": "Watt Hours", "unit_short": "Wh", "m": 3600, "d": 1, "o": 0}],
             "available_output_units": [{"unit_full": "Kilowatt Hours", "unit_short": "kWh", "m": 1, "d": 3600000, "o": 0, "decimal_places": 3}, {"unit_full": "Joules", "unit_short": "J", "m": 1, "d": 1, "o": 0}]}
            """);
        state.LoadVariableType(TypeSlug, type.RootElement);
        state.Users.Add(new IOTileUser
        {
            Id = 1,
            Username = User,
            Email = options.UserName,
            Password = options.Password,
            Name = "Emulated User",
            Token = Noise.StableGuid("iotile", "token", "a").ToString("N") + "0a1b2c3d",
            Created = state.Now,
            Updated = state.Now,
        });
        foreach (var (number, customer) in world.Customers.Index())
        {
            var slug = IOTileSlugs.Slugify(customer.Name);
            var project = $"p--0000-{number + 1:x4}";
            IOTileWorldLoader.AddOrg(state, slug, customer.Name, "", User, new Dictionary<string, string> { [User] = "a0" });
            IOTileWorldLoader.AddProject(state, customer.IdFor("iotile").ToString(), project, customer.Name, slug, "", User);
            foreach (var site in customer.Sites)
            {
                var device = DeviceOf(site);
                IOTileWorldLoader.AddDevice(state, device, site.Name, project, "electric-meter-v1-0-0", "meter-v1-0-0", 2, true);
                foreach (var (lid, name, _) in Flows)
                {
                    IOTileWorldLoader.AddStream(state, project, device,
                        new JsonObject { ["lid"] = lid, ["name"] = name, ["varType"] = TypeSlug, ["inputUnit"] = "Watt Hours", ["outputUnit"] = "Kilowatt Hours" }, []);
                }
            }
        }
    }

    /// <summary>Adds the rows of the quarter hours that are over and not yet there.</summary>
    internal static void Extend(IOTileEmulatorState state, World world, IOTileEmulatorOptions options)
    {
        var now = Floor(state.Now);
        if (state.SimulatedUntil is { } until && until >= now)
        {
            return;
        }

        var from = state.SimulatedUntil ?? now - Duration.FromDays(options.Days);
        state.SimulatedFrom ??= from;
        foreach (var (number, customer) in world.Customers.Index())
        {
            foreach (var site in customer.Sites)
            {
                for (var start = Instant.Max(from, Floor(site.DataStart) + Step); start < now; start += Step)
                {
                    foreach (var index in Enumerable.Range(0, Flows.Length))
                    {
                        state.Data.Add(Row(state, site, StreamOf(number, site, index), index, start, null));
                    }
                }
            }
        }

        state.SimulatedUntil = now;
    }

    // Worked out when it is asked for, and never kept; a device that was reset, trimmed or archived has none.
    private static IEnumerable<IOTileRow> History(IOTileEmulatorState state, World world, Func<string, bool> fits, Instant start, Instant? end)
    {
        var until = Instant.Min(end ?? Instant.MaxValue, state.SimulatedFrom!.Value + Duration.FromTicks(1));
        foreach (var (number, customer) in world.Customers.Index())
        {
            foreach (var site in customer.Sites.Where(s => state.Device(DeviceOf(s)) is { HasHistory: true }))
            {
                foreach (var index in Enumerable.Range(0, Flows.Length).Where(i => fits(StreamOf(number, site, i))))
                {
                    // A row stands at the end of its quarter hour.
                    for (var slot = Instant.Max(Floor(start - Step), Floor(site.DataStart) + Step); slot + Step < until; slot += Step)
                    {
                        if (slot + Step >= start)
                        {
                            yield return Row(state, site, StreamOf(number, site, index), index, slot, HistoryIds + (site.Number * 100_000_000L));
                        }
                    }
                }
            }
        }
    }

    private static IOTileRow Row(IOTileEmulatorState state, SimulatedSite site, string stream, int index, Instant start, long? firstId)
    {
        // One incremental id for each reading of a device, growing with time, as a device counts.
        var local = ((start.ToUnixTimeSeconds() / 900) * Flows.Length) + index;
        var raw = (long)Math.Round(site.Energy(Flows[index].Flow, start, start + Step) * 1000);
        return IOTileWorldLoader.NewRow(state, stream, start + Step, raw, local, DeviceTime(start + Step), "utc", firstId + local);
    }

    // A device with a clock: seconds since 2000, with the highest of 32 bits set.
    private static long DeviceTime(Instant at) => 0x8000_0000 | (at.ToUnixTimeSeconds() - Instant.FromUtc(2000, 1, 1, 0, 0).ToUnixTimeSeconds());

    private static string StreamOf(int customer, SimulatedSite site, int index) => IOTileSlugs.Stream($"p--0000-{customer + 1:x4}", DeviceOf(site), Flows[index].Lid);

    private static string DeviceOf(SimulatedSite site) => IOTileSlugs.Device(site.Number);

    private static Instant Floor(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 900 * 900);
}
