using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes an <see cref="OffsetDateTime"/> as ISO 8601 text with its offset: <c>2026-01-31T23:59:59+01:00</c>.</summary>
public sealed class OffsetDateTimeJsonConverter() : DelegatingConverterBase<OffsetDateTime>(NodaConverters.OffsetDateTimeConverter);
