using System.Collections;

namespace Energy.Clients;

/// <summary>Single periods of one kind in a row, in order of time: the children of a period, its grandchildren, or the periods of a span.</summary>
/// <remarks>A struct with a struct enumerator: <c>foreach</c> and indexing allocate nothing; use as an interface (LINQ) boxes it once. <c>default</c> is empty.</remarks>
public readonly struct PeriodSequence : IReadOnlyList<EnergyPeriod>, IEquatable<PeriodSequence>
{
    private readonly EnergyPeriod _first;

    internal PeriodSequence(EnergyPeriod first, int count)
    {
        _first = first;
        Count = count;
    }

    /// <summary>The number of periods.</summary>
    public int Count { get; }

    /// <summary>The period at a position.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public EnergyPeriod this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _first.Shift(index);
        }
    }

    /// <summary>Whether both hold the same periods.</summary>
    /// <param name="left">The first sequence.</param>
    /// <param name="right">The second sequence.</param>
    public static bool operator ==(PeriodSequence left, PeriodSequence right) => left.Equals(right);

    /// <summary>Whether the two differ in a period.</summary>
    /// <param name="left">The first sequence.</param>
    /// <param name="right">The second sequence.</param>
    public static bool operator !=(PeriodSequence left, PeriodSequence right) => !left.Equals(right);

    /// <summary>Starts at the first period.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    public bool Equals(PeriodSequence other) => Count == other.Count && (Count == 0 || _first == other._first);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PeriodSequence other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, _first);

    IEnumerator<EnergyPeriod> IEnumerable<EnergyPeriod>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks a <see cref="PeriodSequence"/>.</summary>
    public struct Enumerator : IEnumerator<EnergyPeriod>
    {
        private readonly PeriodSequence _sequence;
        private int _position;

        internal Enumerator(PeriodSequence sequence)
        {
            _sequence = sequence;
            _position = -1;
        }

        /// <inheritdoc/>
        public readonly EnergyPeriod Current => _sequence._first.Shift(_position);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_position < _sequence.Count;

        /// <inheritdoc/>
        public void Reset() => _position = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
