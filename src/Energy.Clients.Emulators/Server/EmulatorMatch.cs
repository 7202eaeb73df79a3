namespace Energy.Clients.Emulators;

/// <summary>The router's verdict on a request.</summary>
internal sealed record EmulatorMatch(
    EmulatorMatchKind Kind,
    EmulatorRoute? Route,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<string> Allowed)
{
    private static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    internal static readonly EmulatorMatch NotFound = new(EmulatorMatchKind.NotFound, null, NoValues, []);

    internal static readonly EmulatorMatch SlashMissing = new(EmulatorMatchKind.SlashMissing, null, NoValues, []);
}
