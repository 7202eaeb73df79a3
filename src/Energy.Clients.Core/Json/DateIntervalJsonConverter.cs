using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="DateInterval"/> as ISO 8601 text: <c>2026-01-31/2026-02-01</c>.</summary>
public sealed class DateIntervalJsonConverter() : DelegatingConverterBase<DateInterval>(NodaConverters.IsoDateIntervalConverter);
