using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="Period"/> as ISO 8601 text: <c>P1M</c>.</summary>
public sealed class PeriodJsonConverter() : DelegatingConverterBase<Period>(NodaConverters.RoundtripPeriodConverter);
