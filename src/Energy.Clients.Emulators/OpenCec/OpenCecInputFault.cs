namespace Energy.Clients.Emulators;

/// <summary>One fault of a 422: what is wrong, where, and with what input.</summary>
/// <param name="Type">The validator's name of the fault.</param>
/// <param name="Place">Texts and indices.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Input">What came.</param>
/// <param name="Context">Further facts, or null.</param>
internal sealed record OpenCecInputFault(string Type, IReadOnlyList<object?> Place, string Message, object? Input, IReadOnlyDictionary<string, object?>? Context = null);
