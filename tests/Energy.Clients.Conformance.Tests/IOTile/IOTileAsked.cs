using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>
/// A recorded request, read as arguments of a typed operation. It notes whether the typed client can say exactly this (<see cref="IsExact"/>), and whether
/// it must refuse to (<see cref="MustRefuse"/>): for a value that cannot be, or one that is missing and needed.
/// </summary>
/// <param name="exchange">The exchange.</param>
/// <param name="path">The values of the path template.</param>
/// <param name="repair">Whether what cannot be said is left out or replaced, so that the answer can be read by the typed operation all the same.</param>
public sealed class IOTileAsked(RecordedExchange exchange, IReadOnlyDictionary<string, string> path, bool repair)
{
    private const string StandIn = "stand-in";

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private IOTileAskedBody? _body;
    private bool? _form;
    private bool _inexact;

    /// <summary>The exchange.</summary>
    public RecordedExchange Exchange => exchange;

    /// <summary>Whether what cannot be said is left out or replaced.</summary>
    public bool Repair => repair;

    /// <summary>Whether the client must throw an <see cref="ArgumentException"/> or a <see cref="FormatException"/> instead of asking.</summary>
    public bool MustRefuse { get; private set; }

    /// <summary>Whether every argument was read, and prints as it was recorded.</summary>
    public bool IsExact => !_inexact
        && exchange.Request.Query.All(pair => _used.Contains(pair.Key))
        && exchange.Request.Query.DistinctBy(pair => pair.Key).Count() == exchange.Request.Query.Count
        && exchange.Request.Target.TrimEnd('?').Length == exchange.Request.Target.Length
        && (_body?.IsExact ?? _form ?? exchange.Request.Body.IsNone);

    /// <summary>The JSON body, for an operation that sends one.</summary>
    public IOTileAskedBody Body => _body ??= NewBody();

    /// <summary>The parts of a form, for an upload.</summary>
    public IReadOnlyList<RecordedPart> Parts => exchange.Request.Body.Parts ?? [];

    /// <summary>Notes that the typed client asks something else than was recorded.</summary>
    public void Differs() => _inexact = true;

    /// <summary>Notes that the operation uploads a form, and whether it is the recorded one.</summary>
    public void TakesForm(bool isExact) => _form = isExact;

    /// <summary>Notes that the operation carries no credential, whatever the client has.</summary>
    public void Anonymous() => _inexact |= exchange.Request.Header("authorization") is not null;

    /// <summary>A value that is refused unless the condition holds; its stand-in when repairing.</summary>
    public T Checked<T>(T value, bool isFine, T standIn)
    {
        if (isFine)
        {
            return value;
        }

        if (repair)
        {
            return standIn;
        }

        MustRefuse = true;
        return value;
    }

    /// <summary>A value that no type of the client can hold: refused by the type.</summary>
    public T Impossible<T>(string name, T standIn)
    {
        if (repair)
        {
            return standIn;
        }

        MustRefuse = true;
        throw new FormatException($"'{name}' cannot be said.");
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string? text) => Checked(text ?? "", !string.IsNullOrEmpty(text), StandIn);

    /// <summary>A query argument.</summary>
    public string? Text(string name)
    {
        _used.Add(name);
        return exchange.Request.Parameter(name);
    }

    /// <summary>A time of the query.</summary>
    public Instant? Time(string name) => Text(name) is { } text ? TimeOf(name, text) : null;

    /// <summary>Start and end of the query, refused when the end lies before the start.</summary>
    public Interval? Range()
    {
        var (start, end) = (Time("start"), Time("end"));
        return start is null && end is null ? null : new Interval(start, Checked(end, !(end < start), null));
    }

    /// <summary>A number of the query, refused outside the bounds.</summary>
    public int? Number(string name, int least = int.MinValue, int most = int.MaxValue) => Text(name) is not { } text ? null
        : !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Impossible<int?>(name, null)
        : Checked<int?>(number, number >= least && number <= most, null);

    /// <summary>A number of the query that has no bounds.</summary>
    public long? Unbounded(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Impossible<long?>(name, null);

    /// <summary>A switch of the query: 1, or not there.</summary>
    public bool Flag(string name)
    {
        var text = Text(name);
        _inexact |= text is not (null or "1");
        return text == "1";
    }

    /// <summary>A truth value of the query.</summary>
    public bool? Truth(string name)
    {
        var text = Text(name);
        _inexact |= text is not (null or "true" or "false");
        return text is "true" ? true : text is "false" ? false : null;
    }

    /// <summary>A slug of the query.</summary>
    public T? Slug<T>(string name)
        where T : struct, IParsable<T> => Text(name) is { } text ? SlugOf<T>(name, text) : null;

    /// <summary>A slug of the query that may be of several kinds and must be there.</summary>
    public string Filter(string name, string kinds, string standIn)
    {
        var text = Text(name) ?? "";
        var canonical = Canonical(text, kinds);
        _inexact |= canonical is not null && canonical != text;
        return Checked(text, canonical is not null, standIn);
    }

    /// <summary>A slug of the path.</summary>
    public T PathSlug<T>(string name)
        where T : struct, IParsable<T> => SlugOf<T>(name, path[name]);

    /// <summary>A text of the path.</summary>
    public string PathText(string name) => path[name];

    /// <summary>A UUID of the path.</summary>
    public Guid PathGuid(string name)
    {
        if (!Guid.TryParseExact(path[name], "D", out var id))
        {
            return Impossible(name, Guid.Empty);
        }

        _inexact |= id.ToString() != path[name];
        return id;
    }

    /// <summary>A number of the path.</summary>
    public long PathNumber(string name)
    {
        if (!long.TryParse(path[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Impossible(name, 1L);
        }

        _inexact |= number.ToString(CultureInfo.InvariantCulture) != path[name];
        return number;
    }

    internal Instant TimeOf(string name, string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var time))
        {
            var instant = time.ToInstant();

            // The server keeps microseconds, and so the client sends no more.
            _inexact |= InstantPattern.ExtendedIso.Format(instant) != text || text.Length > "2020-01-01T00:00:00.000000Z".Length;
            return instant;
        }

        // A time without an offset can be said, with one; anything else cannot.
        if (LocalDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var local))
        {
            _inexact = true;
            return local.InUtc().ToInstant();
        }

        return Impossible(name, Instant.FromUtc(2020, 1, 1, 0, 0));
    }

    internal T SlugOf<T>(string name, string text)
        where T : struct, IParsable<T>
    {
        if (!T.TryParse(text, CultureInfo.InvariantCulture, out var slug))
        {
            return Impossible(name, default(T));
        }

        _inexact |= slug.ToString() != text;
        return slug;
    }

    /// <summary>The canonical text of a slug of one of the kinds; null when it is none.</summary>
    internal static string? Canonical(string text, string? kinds)
    {
        if (text.Length < 4 || !text.AsSpan(1).StartsWith("--") || (kinds is not null && !kinds.Contains(text[0], StringComparison.Ordinal)))
        {
            return null;
        }

        return text[0] switch
        {
            'p' => Of<ProjectSlug>(text),
            'd' => Of<DeviceSlug>(text),
            'b' => Of<BlockSlug>(text),
            'v' => Of<VariableSlug>(text),
            's' => Of<StreamSlug>(text),
            't' => Of<StreamerSlug>(text),
            'g' => Of<FleetSlug>(text),
            'a' => Of<AliasSlug>(text),
            _ => null,
        };

        static string? Of<T>(string text)
            where T : struct, IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out var slug) ? slug.ToString() : null;
    }

    private IOTileAskedBody NewBody()
    {
        _inexact |= exchange.Request.Body.Json is null;
        return new IOTileAskedBody(this, exchange.Request.Body.Json);
    }
}
