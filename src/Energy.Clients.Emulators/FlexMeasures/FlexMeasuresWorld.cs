using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The simulated world as FlexMeasures sees it: a building a site, with sensors in kW and kWh.</summary>
internal static class FlexMeasuresWorld
{
    private const long AccountId = 1;
    private const long BatteryType = 5;
    private const long BuildingType = 6;

    internal static void Load(FlexMeasuresEmulatorState state, World world, FlexMeasuresEmulatorOptions options)
    {
        state.Accounts.Add(new FlexMeasuresAccountState(AccountId, "Emulated account"));
        state.Users.Add(
            new FlexMeasuresUserState(1, options.Email)
            {
                Username = "user",
                Password = options.Password,
                Roles = ["account-admin", "Prosumer"],
                AccountId = AccountId,
                SourceId = 1
            });
        state.Sources.Add(new FlexMeasuresSourceState(1, "user") { UserId = 1, AccountId = AccountId });
        state.AssetTypes.AddRange(
        [
            (1, "solar", "solar panel(s)"), (2, "wind", "wind turbine"), (3, "one-way_evse", "uni-directional Electric Vehicle Supply Equipment"),
            (4, "two-way_evse", "bi-directional Electric Vehicle Supply Equipment"),
            (BatteryType, "battery", "stationary battery"), (BuildingType, "building", "building"), (7, "process", "process"), (8, "heat-storage", "thermal storage / buffer"),
            (9, "weather station", "weather"),
        ]);
        long asset = 0, sensor = 0;
        foreach (var site in world.Sites)
        {
            // Without a price no schedule of the site would succeed.
            var building =
                new FlexMeasuresAssetState(++asset, site.Name)
                {
                    AccountId = AccountId,
                    AssetTypeId = BuildingType,
                    Latitude = site.Latitude,
                    Longitude = site.Longitude,
                    FlexContext = new JsonObject { ["consumption-price"] = "0.25 EUR/kWh" }
                };
            state.Assets.Add(building);
            var battery = new FlexMeasuresAssetState(++asset, site.Name + " battery") { AccountId = AccountId, AssetTypeId = BatteryType, ParentAssetId = building.Id };
            state.Assets.Add(battery);
            Add(site, building, "load", (start, end) => site.Average(SimulatedFlow.Yield, start, end), true);
            Add(site, building, "grid", (start, end) => site.Average(SimulatedFlow.Buy, start, end) - site.Average(SimulatedFlow.Sell, start, end), true);
            Add(site, building, "production", (start, end) => site.Average(SimulatedFlow.Harvest, start, end), false);
            Add(site, battery, "power", (start, end) => site.Average(SimulatedFlow.StoreIn, start, end) - site.Average(SimulatedFlow.StoreOut, start, end), true);
        }

        // The same buildings for a server of 2021, in MW.
        state.Roles.AddRange([(1, "Prosumer"), (2, "Supplier"), (3, "MDC"), (4, "admin"), (5, "task-runner"), (6, "account-admin")]);
        state.MessageAssetTypes["building"] = "building";
        state.MessageAssetTypes["battery"] = "stationary battery";
        state.MessageAssetTypes["solar"] = "solar panel(s)";
        foreach (var site in world.Sites)
        {
            // Data come back under the name, connections are listed under the one for people.
            state.MessageAssets.Add(new FlexMeasuresMessageAssetState(100 + site.Number, FormattableString.Invariant($"building_{site.Number}"))
            {
                DisplayName = site.Name,
                Type = "building",
                OwnerId = 1,
                Values =
                {
                    Resolution = Duration.FromMinutes(15),
                    Simulated = (start, end) => site.Average(SimulatedFlow.Yield, start, end) / 1000,
                    SimulatedFrom = site.DataStart,
                    SimulatedSourceId = 1,
                },
            });
            state.MessageAssets.Add(
                new FlexMeasuresMessageAssetState(200 + site.Number, FormattableString.Invariant($"battery_{site.Number}"))
                {
                    DisplayName = site.Name + " battery",
                    Type = "battery",
                    OwnerId = 1,
                    Values = { Resolution = Duration.FromMinutes(15) }
                });
        }

        state.MessageAssets.Add(
            new FlexMeasuresMessageAssetState(301, "epex_da") { Kind = "market", DisplayName = "Epex da", Unit = "EUR/MWh", Values = { Resolution = Duration.FromHours(1) } });
        state.MessageAssets.Add(
            new FlexMeasuresMessageAssetState(302, "temperature")
            {
                Kind = "weather",
                Type = "temperature",
                Unit = "°C",
                Latitude = "52.39",
                Longitude = "4.88",
                Values = { Resolution = Duration.FromMinutes(5) }
            });

        void Add(SimulatedSite site, FlexMeasuresAssetState owner, string name, Func<Instant, Instant, double> measure, bool consumption) =>
            state.Sensors.Add(new FlexMeasuresSensorState(++sensor, name)
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
