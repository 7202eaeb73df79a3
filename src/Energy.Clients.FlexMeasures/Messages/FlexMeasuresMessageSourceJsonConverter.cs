namespace Energy.Clients.FlexMeasures.Messages;

internal sealed class FlexMeasuresMessageSourceJsonConverter()
    : WordJsonConverter<FlexMeasuresMessageSource>(FlexMeasuresMessageSource.Parse, static v => v.ToString() is { Length: > 0 } text ? text : null);
