namespace Energy.Clients.Stem;

internal sealed class StemStreamTypeJsonConverter() : WordJsonConverter<StemStreamType>(static t => new(t), static v => v.Name);
