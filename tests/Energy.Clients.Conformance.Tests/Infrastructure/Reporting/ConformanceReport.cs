using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Energy.Clients.Conformance;

/// <summary>Counts what was compared, per vendor and side; printed when the run ends.</summary>
public sealed class ConformanceReport
{
    private static readonly ConcurrentDictionary<string, ConformanceReport> Vendors = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SideCount> _sides = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _rules = new(StringComparer.Ordinal);
    private readonly SortedDictionary<RequestWay, int> _ways = [];
    private readonly string _vendor;

    internal ConformanceReport(string vendor) => _vendor = vendor;

    /// <summary>The counts of a vendor in this run.</summary>
    public static ConformanceReport Of(string vendor) => Vendors.GetOrAdd(vendor, key => new ConformanceReport(key));

    /// <summary>The whole summary: a block for each vendor, and the canary's seed.</summary>
    public static string Summary()
    {
        var text = new StringBuilder();
        foreach (ConformanceReport vendor in Vendors.Values.OrderBy(report => report._vendor, StringComparer.Ordinal))
        {
            text.Append(vendor);
        }

        return text.Length == 0
            ? Corpus.Absence ?? ""
            : text.Append(CultureInfo.InvariantCulture, $"canary seed {Canary.Seed} ({Canary.Variable} fixes it)").ToString();
    }

    /// <summary>The counts of a side: <c>vector</c>, <c>client</c>, <c>emulator</c>.</summary>
    public SideCount Side(string side)
    {
        lock (_gate)
        {
            return _sides.GetValueOrDefault(side, new SideCount());
        }
    }

    /// <summary>How many cases passed under a rule.</summary>
    public int Known(string rule)
    {
        lock (_gate)
        {
            return _rules.GetValueOrDefault(rule);
        }
    }

    /// <summary>Counts how a recorded request was made by the client.</summary>
    public void CountWay(RequestWay way)
    {
        lock (_gate)
        {
            _ways[way] = _ways.GetValueOrDefault(way) + 1;
        }
    }

    /// <summary>How many recorded requests were made in a way.</summary>
    public int Ways(RequestWay way)
    {
        lock (_gate)
        {
            return _ways.GetValueOrDefault(way);
        }
    }

    /// <summary>Counts a case.</summary>
    /// <param name="side"><c>vector</c>, <c>client</c> or <c>emulator</c>.</param>
    /// <param name="verdict">What became of it.</param>
    /// <param name="comparison">What was compared.</param>
    /// <param name="byFault">Whether only a fault of the emulator could give the recorded answer.</param>
    public void Count(string side, Verdict verdict, Comparison comparison, bool byFault = false)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(comparison);
        lock (_gate)
        {
            SideCount old = _sides.GetValueOrDefault(side, new SideCount());
            _sides[side] = new SideCount
            {
                Cases = old.Cases + 1,
                Failed = old.Failed + (verdict.Passed ? 0 : 1),
                KnownDifferences = old.KnownDifferences + (verdict.Rule is null ? 0 : 1),
                ByFault = old.ByFault + (byFault ? 1 : 0),
                ExactLeaves = old.ExactLeaves + comparison.ExactLeaves.Count,
                ShapeLeaves = old.ShapeLeaves + comparison.ShapeLeaves,
                IgnoredLeaves = old.IgnoredLeaves + comparison.IgnoredLeaves,
            };
            if (verdict.Rule is not null)
            {
                _rules[verdict.Rule.Id] = _rules.GetValueOrDefault(verdict.Rule.Id) + 1;
            }
        }
    }

    /// <summary>The vendor's block of the summary.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach ((string side, SideCount count) in _sides)
            {
                text.Append(CultureInfo.InvariantCulture, $"{_vendor} {side}: {count}").AppendLine();
            }

            if (_ways.Count > 0)
            {
                string Of(RequestWay way, string name) => string.Create(CultureInfo.InvariantCulture, $"{_ways.GetValueOrDefault(way)} {name}");
                text.AppendLine(
                    $"{_vendor} requests: {Of(RequestWay.Typed, "typed")}, {Of(RequestWay.Generic, "generic")}, {Of(RequestWay.Raw, "raw")}, "
                    + $"{Of(RequestWay.Refused, "refused by the client")}, {Of(RequestWay.NotSayable, "not offered (no words for it)")}");
            }

            foreach ((string rule, int count) in _rules)
            {
                text.Append(CultureInfo.InvariantCulture, $"{_vendor} known difference {rule}: {count}").AppendLine();
            }

            string[] unused = [.. KnownDifferences.Of(_vendor).Rules.Select(rule => rule.Id).Where(id => !_rules.ContainsKey(id))];
            if (unused.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{_vendor} rules that nothing in this run met: {string.Join(", ", unused)}").AppendLine();
            }
        }

        return text.ToString();
    }
}
