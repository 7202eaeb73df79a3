using System.Text.Json.Serialization;

namespace Energy.Clients.Tests;

/// <summary>Source-generated JSON metadata of the types of time and of conversions, as value and as dictionary key.</summary>
[JsonSerializable(typeof(Dictionary<PeriodKind, int>))]
[JsonSerializable(typeof(Dictionary<EpochText, int>))]
[JsonSerializable(typeof(Dictionary<EnergyPeriod, int>))]
[JsonSerializable(typeof(Dictionary<Mdo, int>))]
internal sealed partial class PeriodJsonContext : JsonSerializerContext;
