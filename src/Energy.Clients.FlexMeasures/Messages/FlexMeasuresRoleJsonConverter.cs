namespace Energy.Clients.FlexMeasures.Messages;

internal sealed class FlexMeasuresRoleJsonConverter() : WordJsonConverter<FlexMeasuresRole>(FlexMeasuresRole.Custom, static v => v.Name);
