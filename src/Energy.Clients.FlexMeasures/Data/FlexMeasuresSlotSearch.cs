namespace Energy.Clients.FlexMeasures;

/// <summary>
/// Finds all values of a sensor in one window. A server gives a value only to a slot that begins where one of the sensor's does, and does not say where that is; several writers
/// may have used several grids. So the window is read on the grid that is known, and what stays empty is held against the sensor's statistics, which tell where the first and the
/// last slot of a stretch begin: a grid that has not been read is then read too, until nothing is left that the statistics speak of.
/// </summary>
/// <param name="plan">How the sensor is read.</param>
/// <param name="window">Where slots begin that are looked for.</param>
/// <param name="readAsync">Asks for so many slots from one on, and hands out their readings, many at once.</param>
/// <param name="lookAsync">Asks for the statistics of slots within a stretch; null is all that the sensor holds.</param>
/// <param name="everyMinute">Whether every grid of a whole minute is read where the statistics cannot say that all was found.</param>
internal sealed class FlexMeasuresSlotSearch(FlexMeasuresReadPlan plan, Interval window, Func<Instant, int, Action<ReadOnlySpan<Reading>>, Task> readAsync,
    Func<Interval?, Task<FlexMeasuresExtent>> lookAsync, bool everyMinute) : IDisposable
{
    // How often the statistics of a window are looked at; and how often in vain where they count several values a slot, so that they cannot say that all was found. It must not
    // depend on windows before, for a walk that is resumed behind them finds what the whole one does.
    private const int MaxLooks = 16;
    private const int MaxLooksInVain = 4;

    // And how often to halve: some seventeen times for a value among 100,000 slots.
    private const int MaxHalvings = 48;

    private static readonly Duration Instantly = Duration.FromMilliseconds(1);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private readonly HashSet<long> _read = [];

    // With the empty slots of the first grid, until another is read.
    private RowBuffer<Reading> _held;
    private bool _holdsEmptySlots = true;
    private int _looks;
    private int _looksInVain;
    private int _halvings;

    /// <summary>How many readings with values were found.</summary>
    public int Count { get; private set; }

    /// <summary>What was found: readings with values, in order.</summary>
    public ReadOnlySpan<Reading> Held
    {
        get
        {
            DropEmptySlots();
            return _held.Span;
        }
    }

    /// <summary>Whether the statistics count more than was found: several values a slot, of several sources or beliefs, or values on yet another grid. Not said where every minute
    /// was read.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Whether it gave up with gaps that were not looked into, so that values may be there.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the window as it was read, where one grid has all its values: each slot of it, with or without a value.</summary>
    /// <param name="slots">The slots; the caller's from now on.</param>
    /// <returns>Whether one grid has them all; otherwise see <see cref="Held"/>.</returns>
    public bool TryTakeSlots(out RowBuffer<Reading> slots)
    {
        slots = default;
        if (!_holdsEmptySlots || Count == 0)
        {
            return false;
        }

        (slots, _held) = (_held, default);
        return true;
    }

    /// <summary>Searches the window.</summary>
    /// <param name="likely">A slot of the grid that is read first.</param>
    /// <param name="known">A slot of each grid that is known besides.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>A slot of each grid that had values, besides the first.</returns>
    public async Task<IReadOnlyList<Instant>> RunAsync(Instant likely, IReadOnlyList<Instant> known, CancellationToken cancellationToken)
    {
        var found = new List<Instant>();
        await ReadGridAsync(likely).ConfigureAwait(false);
        if (plan.IsInstantaneous)
        {
            return found;
        }

        // As long as the statistics count no more than was read, nothing is missing.
        var extent = await LookAsync(window).ConfigureAwait(false);
        if (extent.Count > Count)
        {
            await ReadGridsAsync([.. extent.Slots, .. known]).ConfigureAwait(false);
        }

        if (extent.Count > Count)
        {
            await ReadGridsAsync((await lookAsync(null).ConfigureAwait(false)).Slots).ConfigureAwait(false);
        }

        // The widest gaps first; each is looked into once.
        var looked = new HashSet<Interval>();
        while (extent.Count > Count && _looks < MaxLooks && (_looksInVain < MaxLooksInVain || extent.Count < 2L * Count)
            && Gaps().Where(g => !looked.Contains(g)).OrderByDescending(static g => g.Duration).Take(1).ToList() is [var gap])
        {
            cancellationToken.ThrowIfCancellationRequested();
            looked.Add(gap);
            await ReadGridsAsync((await LookAsync(gap).ConfigureAwait(false)).Slots).ConfigureAwait(false);
        }

        while (extent.Count > Count && _halvings < MaxHalvings && await HalveAsync().ConfigureAwait(false))
        {
        }

        if (everyMinute && (extent.Count > Count || !extent.IsKnown))
        {
            await ReadGridsAsync(Minutes()).ConfigureAwait(false);
            return found;
        }

        HasGivenUp = extent.Count > Count;
        IsCut = HasGivenUp && Gaps().Exists(g => !looked.Contains(g));
        return found;

        // A value among slots that all have one leaves no gap. Where each slot has as many values as every other, the half that counts more than that is where it is: one look
        // tells of both halves.
        async Task<bool> HalveAsync()
        {
            var before = Count;
            var stretch = window;
            while (Count == before && Count > 0 && stretch.Duration > Duration.Zero && extent.Count % Count != 0 && _halvings++ < MaxHalvings)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var slots = (stretch.Duration.BclCompatibleTicks + plan.Own.BclCompatibleTicks - 1) / plan.Own.BclCompatibleTicks;
                var middle = Instant.Min(stretch.Start + (plan.Own * ((slots + 1) / 2)), stretch.End);
                var left = new Interval(stretch.Start, middle);
                var counted = await LookAsync(left).ConfigureAwait(false);
                stretch = slots > 1 && counted.Count > extent.Count / Count * CountIn(left) ? left : new Interval(middle, stretch.End);
                await ReadGridsAsync(counted.Slots).ConfigureAwait(false);
            }

            return Count > before;
        }

        // A slot of each grid that begins on whole minutes, from the first in the window on.
        IReadOnlyList<Instant> Minutes()
        {
            var into = window.Start - NodaConstants.UnixEpoch;
            var first = NodaConstants.UnixEpoch + (Minute * (long)Math.Ceiling(into / Minute));
            return [.. Enumerable.Range(0, (int)Math.Ceiling(plan.Own / Minute)).Select(i => first + (Minute * (long)i))];
        }

        async Task ReadGridsAsync(IReadOnlyList<Instant> starts)
        {
            var all = Count;
            foreach (var start in starts)
            {
                var before = Count;
                if (!_read.Contains(plan.PhaseOf(start)))
                {
                    DropEmptySlots();
                    await ReadGridAsync(start).ConfigureAwait(false);
                }

                if (Count > before)
                {
                    found.Add(start);
                }
            }

            _looksInVain = Count > all ? 0 : _looksInVain + 1;
        }
    }

    private Task<FlexMeasuresExtent> LookAsync(Interval stretch)
    {
        _looks++;

        // Statistics count slots that end in the stretch; those that begin in it are meant.
        return lookAsync(new Interval(stretch.Start, stretch.End + plan.Own - Instantly));
    }

    private async Task ReadGridAsync(Instant slot)
    {
        _read.Add(plan.PhaseOf(slot));
        var first = plan.FirstSlot(window.Start, slot);
        var slots = (int)(((window.End - first).BclCompatibleTicks + plan.Own.BclCompatibleTicks - 1) / plan.Own.BclCompatibleTicks);
        if (slots <= 0)
        {
            return;
        }

        if (_holdsEmptySlots)
        {
            _held.Reserve(slots);
        }

        var before = Count;
        await readAsync(first, slots, readings =>
        {
            var count = 0;
            foreach (ref readonly var reading in readings)
            {
                count += reading.Value is null ? 0 : 1;
            }

            Count += count;
            if (_holdsEmptySlots || count == readings.Length)
            {
                _held.AddRange(readings);
                return;
            }

            foreach (ref readonly var reading in readings)
            {
                if (reading.Value is not null)
                {
                    _held.Add(reading);
                }
            }
        }).ConfigureAwait(false);
        if (before > 0 && Count > before)
        {
            _held.Span.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        }
    }

    private void DropEmptySlots()
    {
        if (!_holdsEmptySlots)
        {
            return;
        }

        _holdsEmptySlots = false;
        var kept = 0;
        foreach (ref readonly var reading in _held.Span)
        {
            if (reading.Value is not null)
            {
                _held.Span[kept++] = reading;
            }
        }

        _held.Truncate(kept);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private int CountIn(Interval stretch)
    {
        var count = 0;
        foreach (ref readonly var reading in Held)
        {
            count += stretch.Contains(reading.Start) ? 1 : 0;
        }

        return count;
    }

    // Where no value is; and right behind a slot that has one, where another grid's may begin although all is covered.
    private List<Interval> Gaps()
    {
        var gaps = new List<Interval>();
        var end = window.Start;
        foreach (ref readonly var reading in Held)
        {
            if (reading.Start > end)
            {
                gaps.Add(new Interval(end, reading.Start));
            }

            end = Instant.Max(end, reading.End);
        }

        if (end < window.End)
        {
            gaps.Add(new Interval(end, window.End));
        }

        if (Count > 0)
        {
            var middle = Held[Count / 2];
            gaps.Add(new Interval(middle.Start + Instantly, middle.End));
        }

        return gaps;
    }
}
