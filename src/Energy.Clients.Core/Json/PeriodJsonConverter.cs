using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a <see cref="Period"/> as ISO 8601 text: <c>P1M</c>.</summary>
public sealed class PeriodJsonConverter() : PatternJsonConverter<Period>(PeriodPattern.Roundtrip, "a period", "P1M or PT15M");
