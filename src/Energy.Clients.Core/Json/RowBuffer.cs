using System.Buffers;

namespace Energy.Clients.Authoring;

/// <summary>A growing list of rows in pooled memory, for pages that are complete before they are handed out. For authors of vendor clients.</summary>
/// <typeparam name="T">The row type.</typeparam>
public struct RowBuffer<T> : IDisposable
{
    private const int FirstSize = 1024;
    private T[]? _rows;
    private int _count;

    /// <summary>How many rows there are.</summary>
    public readonly int Count => _count;

    /// <summary>The rows; valid until rows are added or <see cref="Dispose"/>.</summary>
    public readonly Span<T> Span => _rows.AsSpan(0, _count);

    /// <summary>The memory of the rows, whose first <see cref="Count"/> elements are valid, until rows are added or <see cref="Dispose"/>.</summary>
    public readonly T[] Memory => _rows ?? [];

    /// <summary>Makes room, so that rows need not be moved while they are added.</summary>
    /// <param name="rows">How many rows there will be; more may be added all the same.</param>
    public void Reserve(int rows)
    {
        if (rows > Memory.Length)
        {
            Grow(rows);
        }
    }

    /// <summary>Forgets the rows behind the first ones.</summary>
    /// <param name="count">How many stay; not more than there are.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _count);
        _count = count;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    public void Add(T row)
    {
        var rows = _rows;
        if (rows is null || _count == rows.Length)
        {
            rows = Grow(FirstSize);
        }

        rows[_count++] = row;
    }

    /// <summary>Adds rows.</summary>
    /// <param name="rows">The rows.</param>
    public void AddRange(ReadOnlySpan<T> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        var memory = _rows;
        if (memory is null || rows.Length > memory.Length - _count)
        {
            memory = Grow(Math.Max(FirstSize, _count + rows.Length));
        }

        rows.CopyTo(memory.AsSpan(_count));
        _count += rows.Length;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_rows is { } rows)
        {
            _rows = null;
            _count = 0;
            ArrayPool<T>.Shared.Return(rows, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    private T[] Grow(int least)
    {
        var larger = ArrayPool<T>.Shared.Rent(_rows is null ? least : Math.Max(least, _rows.Length * 2));
        if (_rows is { } rows)
        {
            rows.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<T>.Shared.Return(rows, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }

        _rows = larger;
        return larger;
    }
}
