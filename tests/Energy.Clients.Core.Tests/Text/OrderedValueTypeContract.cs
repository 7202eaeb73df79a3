using System.Numerics;

namespace Energy.Clients.Tests;

/// <summary>The promises of a value type whose order is the ordinal order of its canonical texts.</summary>
/// <typeparam name="T">The value type.</typeparam>
public abstract class OrderedValueTypeContract<T> : ValueTypeContract<T>
    where T : struct, IEquatable<T>, ISpanParsable<T>, IUtf8SpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable, IComparable<T>, IComparisonOperators<T, T, bool>
{
    [Fact]
    public void Order_OfValues_IsTheOrdinalOrderOfTheirTexts()
    {
        foreach (var left in Canonical)
        {
            foreach (var right in Canonical)
            {
                var (first, second) = (T.Parse(left, null), T.Parse(right, null));
                var sign = Math.Sign(string.CompareOrdinal(left, right));
                Assert.Equal(sign, Math.Sign(first.CompareTo(second)));
                Assert.Equal(
                    (sign < 0, sign <= 0, sign > 0, sign >= 0, sign == 0, sign != 0),
                    (first < second, first <= second, first > second, first >= second, first == second, first != second));
            }
        }
    }

    [Fact]
    public void Canonical_OfThisContract_IsListedInAscendingOrder()
    {
        Assert.Equal(Canonical.Order(StringComparer.Ordinal), Canonical);
    }
}
