using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes an <see cref="Interval"/> as ISO 8601 text: <c>2026-01-31T00:00:00Z/2026-02-01T00:00:00Z</c>; an open end is left out.</summary>
public sealed class IntervalJsonConverter() : DelegatingConverterBase<Interval>(NodaConverters.IsoIntervalConverter);
