using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Energy.Clients;

public readonly partial record struct Mdo
{
    /// <summary>Converts many values; each result has the same bits as <see cref="Apply(double)"/> gives.</summary>
    /// <param name="values">The raw values.</param>
    /// <param name="destination">Where the results go, at least as long. It may be the same memory as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the values, or overlaps them without being the same.</exception>
    public void Apply(ReadOnlySpan<double> values, Span<double> destination)
    {
        Check(values, destination);
        Forward(values, destination, Multiply, Divide, Addend);
    }

    /// <summary>Converts many values in place.</summary>
    /// <param name="values">The raw values, replaced by the shown ones.</param>
    public void Apply(Span<double> values) => Forward(values, values, Multiply, Divide, Addend);

    /// <summary>Converts many values back; each result has the same bits as <see cref="Reverse(double)"/> gives.</summary>
    /// <param name="values">The shown values.</param>
    /// <param name="destination">Where the results go, at least as long. It may be the same memory as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the values, or overlaps them without being the same.</exception>
    public void Reverse(ReadOnlySpan<double> values, Span<double> destination)
    {
        Check(values, destination);
        Backward(values, destination, Multiply, Divide, Offset);
    }

    /// <summary>Converts many values back in place.</summary>
    /// <param name="values">The shown values, replaced by the raw ones.</param>
    public void Reverse(Span<double> values) => Backward(values, values, Multiply, Divide, Offset);

    /// <summary>Takes many raw values through an input unit and an output unit; the bits are those of <see cref="Convert(double, Mdo, Mdo)"/>.</summary>
    /// <param name="values">The raw values.</param>
    /// <param name="destination">Where the results go, at least as long. It may be the same memory as <paramref name="values"/>.</param>
    /// <param name="input">From raw to stored.</param>
    /// <param name="output">From stored to shown.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the values, or overlaps them without being the same.</exception>
    public static void Convert(ReadOnlySpan<double> values, Span<double> destination, Mdo input, Mdo output)
    {
        Check(values, destination);

        // In blocks that stay in the first cache, so that the second pass costs no memory traffic.
        const int Block = 1024;
        for (var at = 0; at < values.Length; at += Block)
        {
            var length = Math.Min(Block, values.Length - at);
            var block = destination.Slice(at, length);
            Forward(values.Slice(at, length), block, input.Multiply, input.Divide, input.Addend);
            Forward(block, block, output.Multiply, output.Divide, output.Addend);
        }
    }

    private double Addend => Offset == 0 ? -0.0 : Offset;

    private static void Check(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (destination.Length < values.Length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} values, {values.Length} are needed.", nameof(destination));
        }

        if (values.Overlaps(destination, out var offset) && offset != 0)
        {
            throw new ArgumentException("The destination may be the same memory as the values, but not shifted against it.", nameof(destination));
        }
    }

    private static void Forward(ReadOnlySpan<double> values, Span<double> destination, double multiply, double divide, double addend)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var length = values.Length;
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var m = new Vector<double>(multiply);
            var d = new Vector<double>(divide);
            var a = new Vector<double>(addend);
            for (; i <= length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var value = Vector.LoadUnsafe(ref from, (nuint)i);
                (((value * m) / d) + a).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            var product = Unsafe.Add(ref from, i) * multiply;
            var quotient = product / divide;
            Unsafe.Add(ref to, i) = quotient + addend;
        }
    }

    private static void Backward(ReadOnlySpan<double> values, Span<double> destination, double multiply, double divide, double offset)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var length = values.Length;
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var m = new Vector<double>(multiply);
            var d = new Vector<double>(divide);
            var o = new Vector<double>(offset);
            for (; i <= length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var value = Vector.LoadUnsafe(ref from, (nuint)i);
                (((value - o) * d) / m).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            var difference = Unsafe.Add(ref from, i) - offset;
            var product = difference * divide;
            Unsafe.Add(ref to, i) = product / multiply;
        }
    }
}
