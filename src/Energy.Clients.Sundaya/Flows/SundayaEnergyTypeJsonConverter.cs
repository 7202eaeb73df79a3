namespace Energy.Clients.Sundaya;

internal sealed class SundayaEnergyTypeJsonConverter() : WordJsonConverter<SundayaEnergyType>(static t => new(t), static v => v.Name);
