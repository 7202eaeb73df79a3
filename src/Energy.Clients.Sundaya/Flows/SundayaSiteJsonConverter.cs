namespace Energy.Clients.Sundaya;

internal sealed class SundayaSiteJsonConverter() : WordJsonConverter<SundayaSite>(static t => new(t), static v => v.Id);
