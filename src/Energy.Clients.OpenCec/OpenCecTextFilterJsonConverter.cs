namespace Energy.Clients.OpenCec;

internal sealed class OpenCecTextFilterJsonConverter() : WordJsonConverter<OpenCecTextFilter>(OpenCecTextFilter.Pattern, static v => v.WireText);
