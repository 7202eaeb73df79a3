using System.Numerics;
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
        Forward(values, destination);
    }

    /// <summary>Converts many values in place.</summary>
    /// <param name="values">The raw values, replaced by the shown ones.</param>
    public void Apply(Span<double> values) => Forward(values, values);

    /// <summary>Converts many values back; each result has the same bits as <see cref="Reverse(double)"/> gives.</summary>
    /// <param name="values">The shown values.</param>
    /// <param name="destination">Where the results go, at least as long. It may be the same memory as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the values, or overlaps them without being the same.</exception>
    public void Reverse(ReadOnlySpan<double> values, Span<double> destination)
    {
        Check(values, destination);
        Backward(values, destination);
    }

    /// <summary>Converts many values back in place.</summary>
    /// <param name="values">The shown values, replaced by the raw ones.</param>
    public void Reverse(Span<double> values) => Backward(values, values);

    /// <summary>Takes many raw values through an input unit and an output unit; the bits are those of <see cref="Convert(double, Mdo, Mdo)"/>.</summary>
    /// <param name="values">The raw values.</param>
    /// <param name="destination">Where the results go, at least as long. It may be the same memory as <paramref name="values"/>.</param>
    /// <param name="input">From raw to stored.</param>
    /// <param name="output">From stored to shown.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the values, or overlaps them without being the same.</exception>
    public static void Convert(ReadOnlySpan<double> values, Span<double> destination, Mdo input, Mdo output)
    {
        Check(values, destination);
        input.Forward(values, destination);
        output.Apply(destination[..values.Length]);
    }

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

    private void Forward(ReadOnlySpan<double> values, Span<double> destination)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var results = MemoryMarshal.Cast<double, Vector<double>>(destination);
        var (multiply, divide, addend) = (new Vector<double>(Multiply), new Vector<double>(Divide), new Vector<double>(Addend));
        for (var i = 0; i < vectors.Length; i++)
        {
            results[i] = ((vectors[i] * multiply) / divide) + addend;
        }

        for (var i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            destination[i] = Apply(values[i]);
        }
    }

    private void Backward(ReadOnlySpan<double> values, Span<double> destination)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var results = MemoryMarshal.Cast<double, Vector<double>>(destination);
        var (multiply, divide, offset) = (new Vector<double>(Multiply), new Vector<double>(Divide), new Vector<double>(Offset));
        for (var i = 0; i < vectors.Length; i++)
        {
            results[i] = ((vectors[i] - offset) * divide) / multiply;
        }

        for (var i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            destination[i] = Reverse(values[i]);
        }
    }
}
