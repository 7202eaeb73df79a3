namespace Energy.Clients.Sundaya;

internal sealed class SundayaFlowJsonConverter() : WordJsonConverter<SundayaFlow>(static t => new(t), static v => v.Name);
