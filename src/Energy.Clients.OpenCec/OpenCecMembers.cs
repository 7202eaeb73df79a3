namespace Energy.Clients.OpenCec;

/// <summary>Compares rows by members.</summary>
internal static class OpenCecMembers
{
    /// <summary>The names of the members that are not the same.</summary>
    public static IReadOnlyList<string> Differing(params (string Member, bool IsSame)[] members) => [.. members.Where(static m => !m.IsSame).Select(static m => m.Member)];
}
