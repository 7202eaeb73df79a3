using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="DateTimeZone"/> as its id in the tz database: <c>Europe/Amsterdam</c>.</summary>
public sealed class DateTimeZoneJsonConverter() : DelegatingConverterBase<DateTimeZone>(NodaConverters.CreateDateTimeZoneConverter(DateTimeZoneProviders.Tzdb));
