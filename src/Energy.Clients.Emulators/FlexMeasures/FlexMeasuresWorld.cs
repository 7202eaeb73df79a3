using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>The simulated world as FlexMeasures sees it: a building a site, with sensors in kW and kWh.</summary>
internal static class FlexMeasuresWorld
{
    private const long AccountId = 1;

    internal static void Load(FlexMeasuresEmulatorState state, World world, FlexMeasuresEmulatorOptions options)
    {
        state.Accounts.Add(new FlexMeasuresAccountState(AccountId, "Emulated account"));
        state.Users.Add(new FlexMeasuresUserState(1, options.Email) { Username = "user", Password = options.Password, Roles = ["account-admin"], AccountId = AccountId, SourceId = 1 });
        state.Sources.Add(new FlexMeasuresSourceState(1, "user") { UserId = 1, AccountId = AccountId });
        state.AssetTypes.AddRange([(1, "solar", "solar panel(s)"), (2, "battery", "stationary battery"), (3, "building", "building")]);
        long asset = 0, sensor = 0;
        foreach (var site in world.Sites)
        {
            var building = new FlexMeasuresAssetState(++asset, site.Name) { AccountId = AccountId, AssetTypeId = 3, Latitude = site.Latitude, Longitude = site.Longitude };
            state.Assets.Add(building);
            var battery = new FlexMeasuresAssetState(++asset, site.Name + " battery") { AccountId = AccountId, AssetTypeId = 2, ParentAssetId = building.Id };
            state.Assets.Add(battery);
            Add(site, building, "load", (start, end) => site.Average(SimulatedFlow.Yield, start, end), true);
            Add(site, building, "grid", (start, end) => site.Average(SimulatedFlow.Buy, start, end) - site.Average(SimulatedFlow.Sell, start, end), true);
            Add(site, building, "production", (start, end) => site.Average(SimulatedFlow.Harvest, start, end), false);
            Add(site, battery, "power", (start, end) => site.Average(SimulatedFlow.StoreIn, start, end) - site.Average(SimulatedFlow.StoreOut, start, end), true);
        }

        void Add(SimulatedSite site, FlexMeasuresAssetState owner, string name, Func<Instant, Instant, double> measure, bool consumption) => state.Sensors.Add(new FlexMeasuresSensorState(++sensor, name)
        {
            AssetId = owner.Id,
            Unit = "kW",
            TimeZone = site.ZoneId,
            Resolution = Duration.FromMinutes(5),
            Attributes = new JsonObject { ["consumption_is_positive"] = consumption },
            Simulated = measure,
            SimulatedFrom = site.DataStart,
            SimulatedSourceId = 1,
        });
    }
}
