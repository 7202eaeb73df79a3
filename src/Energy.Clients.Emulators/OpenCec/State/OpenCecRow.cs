namespace Energy.Clients.Emulators;

/// <summary>A row; never changed, only replaced.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Values">All its members, the id included.</param>
internal sealed record OpenCecRow(int Id, IReadOnlyDictionary<string, object?> Values);
