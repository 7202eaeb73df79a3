using System.Runtime.InteropServices;

namespace Energy.Clients.Fleet;

/// <summary>Deals series to shards: those that have room first, then new ones.</summary>
internal sealed class FleetShards(int size)
{
    private readonly Dictionary<(string Account, int Every), SortedDictionary<int, int>> _counts = [];

    public void Add(FleetShard shard, int count)
    {
        ref var shards = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (shard.Account, shard.EverySeconds), out _);
        (shards ??= [])[shard.Number] = count;
    }

    public FleetShard Deal(FleetSeries series)
    {
        var every = (int)series.Every.TotalSeconds;
        ref var shards = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (series.Account, every), out _);
        shards ??= [];
        var number = 0;
        while (shards.GetValueOrDefault(number) >= size)
        {
            number++;
        }

        shards[number] = shards.GetValueOrDefault(number) + 1;
        return new FleetShard(series.Account, every, number);
    }
}
