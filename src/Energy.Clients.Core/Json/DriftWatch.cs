using System.Buffers;
using System.Collections.Concurrent;

namespace Energy.Clients.Authoring;

/// <summary>Notices that a vendor's schema moves: members nobody knows are counted, logged once a name, and refused when the options say <c>Strict</c>.</summary>
/// <remarks>One for a client. Reporting a known name again costs a look-up and allocates nothing.</remarks>
public sealed class DriftWatch
{
    private const int MostNames = 1_000;
    private const int LongestName = 64;

    private static readonly SearchValues<char> PlainNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.$");

    private readonly ConcurrentDictionary<ulong, string> _seen;
    private readonly EnergyTelemetry _telemetry;
    private readonly Secrets? _secrets;

    /// <summary>Creates a watch.</summary>
    /// <param name="strict">Whether an unknown member is an error.</param>
    /// <param name="telemetry">Where it is counted and logged.</param>
    public DriftWatch(bool strict, EnergyTelemetry telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        IsStrict = strict;
        _telemetry = telemetry;
        _seen = new ConcurrentDictionary<ulong, string>();
    }

    private DriftWatch(DriftWatch shared, Secrets secrets)
    {
        IsStrict = shared.IsStrict;
        _telemetry = shared._telemetry;
        _seen = shared._seen;
        _secrets = secrets;
    }

    /// <summary>A watch that counts nothing and refuses nothing.</summary>
    public static DriftWatch Off { get; } = new(false, EnergyTelemetry.None);

    /// <summary>Whether an unknown member is an error.</summary>
    public bool IsStrict { get; }

    /// <summary>This watch for the answer to one call: a name in which the server echoes the call's credential is not repeated.</summary>
    /// <param name="call">The call that was answered.</param>
    /// <returns>A watch that remembers the same names.</returns>
    public DriftWatch For(EnergyCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Secrets == _secrets ? this : new DriftWatch(this, call.Secrets);
    }

    /// <summary>Reports a member that a row reader does not know.</summary>
    /// <param name="owner">What kind of object it stands in (<c>stream interval</c>).</param>
    /// <param name="utf8Name">The member's name.</param>
    /// <exception cref="JsonException">The options say <c>Strict</c>.</exception>
    public void Report(string owner, ReadOnlySpan<byte> utf8Name)
    {
        var hash = StableHash.Add(StableHash.Of(owner), StableHash.Of(utf8Name));
        if (IsStrict || !_seen.ContainsKey(hash))
        {
            Note(hash, owner, Encoding.UTF8.GetString(utf8Name));
        }

        _telemetry.UnknownMember(owner);
    }

    /// <summary>Reports the members that a model kept because it has no property for them.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="JsonException">The options say <c>Strict</c> and there are some.</exception>
    public void Report(IKeepsUnknownMembers model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.UnknownMembers is not { Count: > 0 } members)
        {
            return;
        }

        var owner = model.GetType().Name;
        foreach (var name in members.Keys)
        {
            Note(StableHash.Add(StableHash.Of(owner), StableHash.Of(Encoding.UTF8.GetBytes(name))), owner, name);
            _telemetry.UnknownMember(owner);
        }
    }

    /// <summary>Counts and logs a member that a row reader does not know where the vendor's schema allows further members, so that even <c>Strict</c> takes it.</summary>
    /// <param name="owner">What kind of object it stands in.</param>
    /// <param name="utf8Name">The member's name.</param>
    public void Observe(string owner, ReadOnlySpan<byte> utf8Name)
    {
        var hash = StableHash.Add(StableHash.Of(owner), StableHash.Of(utf8Name));
        if (!_seen.ContainsKey(hash))
        {
            Remember(hash, owner, Encoding.UTF8.GetString(utf8Name));
        }

        _telemetry.UnknownMember(owner);
    }

    private void Note(ulong hash, string owner, string name)
    {
        if (IsStrict)
        {
            throw new JsonException($"The member {Show(name)} of {owner} is not known to this version of the package, and the options say {nameof(EnergyClientOptions.Strict)}.");
        }

        Remember(hash, owner, name);
    }

    private void Remember(ulong hash, string owner, string name)
    {
        if (_seen.Count < MostNames && _seen.TryAdd(hash, name))
        {
            _telemetry.NewUnknownMember(owner, Show(name));
        }
    }

    // Names are the server's own words only as long as they look like names: an object that is keyed by people or places holds data there.
    private string Show(string name) =>
        name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(PlainNames) && (_secrets is null || _secrets.Mask(name) == name)
            ? $"'{name}'"
            : string.Create(CultureInfo.InvariantCulture, $"(a name of {name.Length} characters)");
}
