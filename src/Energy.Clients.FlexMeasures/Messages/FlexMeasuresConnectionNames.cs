using System.Collections.Concurrent;

namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>
/// Finds the addresses behind the names of an answer. A server lists names in the order asked for and merges those of equal values, so that the order does not always tell them
/// apart; what is left is asked for one by one, and remembered. <c>getConnection</c> would not do: it gives names for people, which are other ones.
/// </summary>
internal sealed class FlexMeasuresConnectionNames
{
    private readonly ConcurrentDictionary<long, string> _names = new();

    /// <summary>Gives each address its values.</summary>
    /// <param name="call">The call that was answered, for errors.</param>
    /// <param name="groups">The groups of the answer.</param>
    /// <param name="addresses">The addresses asked for, in order.</param>
    /// <param name="askName">Asks what the server calls one address.</param>
    public async Task<Dictionary<string, IReadOnlyList<double>>> MapAsync(
        EnergyCall call, IReadOnlyList<FlexMeasuresMessageGroup> groups, IReadOnlyList<string> addresses, Func<string, Task<string>> askName)
    {
        if (groups.Count <= 1)
        {
            return groups is [var only] ? addresses.Distinct().ToDictionary(a => a, _ => only.Values) : [];
        }

        // One asset may be spelt in several ways; it has one name.
        var assets = addresses.GroupBy(FlexMeasuresAddresses.AssetOf).ToList();
        var names = groups.SelectMany(static g => g.Targets).Distinct().ToList();
        if (names.Count != assets.Count)
        {
            throw Unreadable(call, $"{names.Count} names for {assets.Count} connections came, so whose values they are is not known.");
        }

        if (groups.SkipLast(1).All(static g => g.Targets.Distinct().Count() == 1))
        {
            // A name a group, and all that are left in the last one: no other order asked for gives that.
            return assets.SelectMany((a, i) => a.Distinct().Select(address => (Address: address, groups[Math.Min(i, groups.Count - 1)].Values)))
                .ToDictionary(p => p.Address, p => p.Values);
        }

        var known = await NameAsync(call, groups[0].Targets[0], names, assets, askName).ConfigureAwait(false);
        if (!IsInOrder(groups, known))
        {
            // The server has given its names to others since.
            assets.ForEach(a => _names.TryRemove(a.Key, out _));
            known = await NameAsync(call, groups[0].Targets[0], names, assets, askName).ConfigureAwait(false);
            if (!IsInOrder(groups, known))
            {
                throw Unreadable(call, "the names are not in the order asked for, so whose values they are is not known.");
            }
        }

        return assets.Zip(known)
            .SelectMany(p => p.First.Distinct().Select(a => (Address: a, groups.First(g => g.Targets.Contains(p.Second)).Values)))
            .ToDictionary(p => p.Address, p => p.Values);
    }

    // The name of each asset, in the order asked for.
    private async Task<List<string>> NameAsync(
        EnergyCall call, string first, List<string> names, List<IGrouping<long, string>> assets, Func<string, Task<string>> askName)
    {
        // The first name of all is the first address's.
        _names[assets[0].Key] = first;
        var left = names.ToHashSet();
        left.Remove(first);
        var known = new List<string> { first };
        foreach (var asset in assets.Skip(1))
        {
            if (!_names.TryGetValue(asset.Key, out var name) || !left.Contains(name))
            {
                name = left.Count == 1 ? left.Single() : await askName(asset.First()).ConfigureAwait(false);
                if (!left.Contains(name))
                {
                    throw Unreadable(call, $"'{name}', which is {asset.First()}, is not among its names, so whose values they are is not known.");
                }

                _names[asset.Key] = name;
            }

            left.Remove(name);
            known.Add(name);
        }

        return known;
    }

    // A group stands where its first name was asked for, and so do the names in it.
    private static bool IsInOrder(IReadOnlyList<FlexMeasuresMessageGroup> groups, List<string> asked)
    {
        var places = groups.Select(g => g.Targets.Distinct().Select(t => asked.IndexOf(t)).ToList()).ToList();
        return places.TrueForAll(IsAscending) && IsAscending(places.ConvertAll(static p => p[0]));

        static bool IsAscending(List<int> list) => list.Zip(list.Skip(1)).All(static p => p.First < p.Second);
    }

    private static EnergyPayloadException Unreadable(EnergyCall call, string why) => EnergyErrors.Unreadable(call, new JsonException(why), "$.groups");
}
