using FsCheck;
using FsCheck.Fluent;

namespace Energy.Clients.Tests;

public sealed class MdoTests
{
    private static readonly double[] Awkward =
    [
        0.0, -0.0, 1, -1, 0.1, 1.0 / 3, double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, BitConverter.Int64BitsToDouble(-1), BitConverter.Int64BitsToDouble(0x7FF8000000000123), 4294967295, 1e-300,
        1e300,
    ];

    private static readonly Gen<Mdo> Mdos =
        from multiply in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, int.MaxValue), Gen.Choose(int.MinValue, -1))
        from divide in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, int.MaxValue), Gen.Choose(int.MinValue, -1))
        from offset in Gen.OneOf(Gen.Constant(0.0), Gen.Elements(0.5, -2.25, 273.15, 1e-5, 1e16, 1e-300, double.MaxValue),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Item))
        select new Mdo(multiply, divide, offset);

    [Fact]
    public void Apply_OfAnExample_MultipliesDividesAndAdds()
    {
        var fahrenheit = new Mdo(9, 5, 32);
        Assert.Equal(212, fahrenheit.Apply(100));
        Assert.Equal(100, fahrenheit.Reverse(212));
        Assert.Equal(-40, fahrenheit.Apply(-40));
    }

    [Fact]
    public void Apply_OfAProduct_RoundsAfterEachStepAndNeverFuses()
    {
        // 0.1 × 3 rounds up to 0.30000000000000004 before anything is subtracted; a fused operation would give 2.7755575615628914E-17.
        Assert.Equal(5.551115123125783E-17, new Mdo(3, 1, -0.3).Apply(0.1));

        // Dividing first would give 7 × (1 ÷ 3) = 2.333333333333333.
        Assert.Equal(2.3333333333333335, new Mdo(7, 3).Apply(1));
    }

    [Fact]
    public void Apply_OfTies_RoundsToTheEvenDouble()
    {
        // 2^53 + 1 and 2^53 + 3 lie exactly between two doubles.
        Assert.Equal(9007199254740992, new Mdo(1, 1, 1).Apply(9007199254740992));
        Assert.Equal(9007199254740996, new Mdo(1, 1, 1).Apply(9007199254740994));
        Assert.Equal(9007199254740996, new Mdo(1, 1, 3).Apply(9007199254740992));
    }

    [Fact]
    public void Apply_WithoutOffset_KeepsNegativeZero()
    {
        Assert.True(double.IsNegative(new Mdo(1, 3).Apply(-0.0)));
        Assert.True(double.IsNegative(new Mdo(-1, 3).Apply(0.0)));
        Assert.True(double.IsNegative(new Mdo(1, 3).Reverse(-0.0)));
        Assert.Equal(new Mdo(1, 3), new Mdo(1, 3, -0.0));
    }

    [Fact]
    public void Convert_ThroughInputAndOutputUnit_TakesTwoSteps()
    {
        var gallonsToLitres = new Mdo(378541, 100000);
        var litresToGallons = new Mdo(100000, 378541);
        Assert.Equal(litresToGallons.Apply(gallonsToLitres.Apply(7)), Mdo.Convert(7, gallonsToLitres, litresToGallons));
        var values = Enumerable.Range(0, 3001).Select(i => i * 0.37).ToArray();
        var results = new double[values.Length];
        Mdo.Convert(values, results, gallonsToLitres, new Mdo(9, 5, 32));
        Assert.Equal(values.Select(value => Bits(Mdo.Convert(value, gallonsToLitres, new Mdo(9, 5, 32)))), results.Select(Bits));
    }

    [Fact]
    public void Spans_OfAnyLengthAndContent_HaveTheBitsOfTheScalarForms() => Prop.ForAll(
        Arb.From(Mdos),
        mdo =>
        {
            for (var length = 0; length <= Awkward.Length; length++)
            {
                var values = Awkward.AsSpan(Awkward.Length - length);
                var applied = new double[length + 1];
                var reversed = new double[length + 1];
                applied[^1] = reversed[^1] = 123;
                mdo.Apply(values, applied);
                mdo.Reverse(values, reversed);
                var inPlace = values.ToArray();
                mdo.Apply(inPlace.AsSpan());
                var backInPlace = values.ToArray();
                mdo.Reverse(backInPlace.AsSpan());
                for (var i = 0; i < length; i++)
                {
                    if (Bits(applied[i]) != Bits(mdo.Apply(values[i])) || Bits(reversed[i]) != Bits(mdo.Reverse(values[i]))
                        || Bits(inPlace[i]) != Bits(applied[i]) || Bits(backInPlace[i]) != Bits(reversed[i]))
                    {
                        return false;
                    }
                }

                if (applied[^1] != 123 || reversed[^1] != 123)
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Fact]
    public void Reverse_OfApply_StaysWithinTheDocumentedBound() => Prop.ForAll(
        Arb.From(
            from multiply in Gen.Choose(1, int.MaxValue)
            from divide in Gen.Choose(1, int.MaxValue)
            from sign in Gen.Elements(-1, 1)
            from offset in Gen.Elements(0, 0.1, 32, 273.15, -1e9, 1e12)
            from value in Gen.Choose(int.MinValue, int.MaxValue)
            from scale in Gen.Elements(1, 0.001, 1e-9, 1e9)
            select (mdo: new Mdo(sign * multiply, divide, offset), value: value * scale)),
        sample =>
        {
            const double Unit = 1.0 / (1L << 53);
            var (mdo, value) = sample;
            var bound = (7 * Unit * Math.Abs(value)) + (2 * Unit * Math.Abs(mdo.Offset * mdo.Divide / mdo.Multiply));
            return Math.Abs(mdo.Reverse(mdo.Apply(value)) - value) <= bound;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithQuietOnSuccess(true));

    [Fact]
    public void Spans_OfTheWrongSize_AreRefusedBeforeAnythingIsWritten()
    {
        var memory = new double[10];
        Assert.Throws<ArgumentException>(() => Mdo.Identity.Apply(memory.AsSpan(0, 5), new double[4]));
        Assert.Throws<ArgumentException>(() => Mdo.Identity.Apply(memory.AsSpan(0, 5), memory.AsSpan(1, 5)));
        Assert.Throws<ArgumentException>(() => Mdo.Identity.Reverse(memory.AsSpan(1, 5), memory.AsSpan(0, 5)));
        Assert.Throws<ArgumentException>(() => Mdo.Convert(memory, new double[9], Mdo.Identity, Mdo.Identity));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, double.NaN)]
    [InlineData(1, 1, double.NegativeInfinity)]
    [InlineData(Mdo.MaxFactor + 1, 1, 0)]
    [InlineData(1, long.MinValue, 0)]
    public void Constructor_OfAnImpossibleConversion_Throws(long multiply, long divide, double offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mdo(multiply, divide, offset));

    [Theory]
    [InlineData(3, 2, 0.5, "0.5+3x/2", "0.5+3.0x/2.0", "V * 3/2 + 0.5")]
    [InlineData(3, 2, 0, "3x/2", "3.0x/2.0", "V * 3/2")]
    [InlineData(-7, 4, -32, "-32.0+-7x/4", "-32.0+-7.0x/4.0", "V * -7/4 + -32")]
    [InlineData(1, 1, 1e-5, "1e-05+1x/1", "1e-05+1.0x/1.0", "V * 1/1 + 0.00001")]
    [InlineData(1, 1, 1.5e-7, "1.5e-07+1x/1", "1.5e-07+1.0x/1.0", "V * 1/1 + 1.5e-7")]
    [InlineData(1, 1, 0.0001, "0.0001+1x/1", "0.0001+1.0x/1.0", "V * 1/1 + 0.0001")]
    [InlineData(1, 1, 1e15, "1000000000000000.0+1x/1", "1000000000000000.0+1.0x/1.0", "V * 1/1 + 1000000000000000")]
    [InlineData(1, 1, 1e16, "1e+16+1x/1", "1e+16+1.0x/1.0", "V * 1/1 + 10000000000000000")]
    [InlineData(1, 1, 1.25e21, "1.25e+21+1x/1", "1.25e+21+1.0x/1.0", "V * 1/1 + 1.25e+21")]
    [InlineData(9007199254740992, 1, 5e-324, "5e-324+9007199254740992x/1", "5e-324+9007199254740992.0x/1.0", "V * 9007199254740992/1 + 5e-324")]
    public void Text_InThreeSpellings_ReadsBack(long multiply, long divide, double offset, string server, string python, string web)
    {
        var mdo = new Mdo(multiply, divide, offset);
        Assert.Equal((server, python, web), (mdo.ToString(), mdo.ToString("P"), mdo.ToString("V")));
        Assert.All([server, python, web], text => Assert.Equal(mdo, Mdo.Parse(text)));
    }

    [Fact]
    public void Text_OfAnyConversion_ReadsBackInEverySpelling() => Prop.ForAll(
        Arb.From(Mdos),
        mdo => Mdo.Parse(mdo.ToString()) == mdo && Mdo.Parse(mdo.ToString("P")) == mdo && Mdo.Parse(mdo.ToString("V")) == mdo
            && Mdo.Parse(System.Text.Encoding.UTF8.GetBytes(mdo.ToString("V"))) == mdo)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.25, 25, 100)]
    [InlineData(2.5, 25, 10)]
    [InlineData(1000, 1000, 1)]
    [InlineData(-0.125, -125, 1000)]
    [InlineData(0.000001, 1, 1000000)]
    [InlineData(1.23456789012, 123456789, 100000000)]
    [InlineData(987654321.5, 987654322, 1)]
    [InlineData(5e9, 2147483647, 1)]
    [InlineData(-5e9, -2147483647, 1)]
    [InlineData(214748364.75, 214748365, 1)]
    [InlineData(2.5e-8, 3, 100000000)]
    public void FromFactor_OfARealFactor_HasAtMostEightDecimalsAnd32Bits(double factor, long multiply, long divide)
    {
        Assert.Equal(new Mdo(multiply, divide), Mdo.FromFactor(factor));
        Assert.Equal(new Mdo(divide, multiply), Mdo.FromFactor(factor, invert: true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4e-9)]
    [InlineData(-4e-9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void FromFactor_OfNothing_Throws(double factor) => Assert.Throws<ArgumentOutOfRangeException>(() => Mdo.FromFactor(factor));

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    // Worked out by hand from the rule: decimals of the factor, at most eight; ties go towards positive infinity; the cut is at 2147483647 on both sides.
    [Theory]
    [InlineData(-3.78541, -378541, 100000)]
    [InlineData(-0.5, -5, 10)]
    [InlineData(-7, -7, 1)]
    [InlineData(-2.5e-8, -2, 100000000)]
    [InlineData(-2147483646, -2147483646, 1)]
    [InlineData(-2147483647, -2147483647, 1)]
    [InlineData(-1e300, -2147483647, 1)]
    [InlineData(-123456789.5, -1234567895, 10)]
    [InlineData(-123456.12345678, -1234561235, 10000)]
    public void FromFactor_BelowZero_FollowsTheSameRule(double factor, long multiply, long divide)
    {
        Assert.Equal(new Mdo(multiply, divide), Mdo.FromFactor(factor));
        Assert.Equal(new Mdo(divide, multiply), Mdo.FromFactor(factor, invert: true));
    }

    [Theory]
    [InlineData(-4.9e-9)]
    [InlineData(-0.0)]
    [InlineData(double.NegativeInfinity)]
    public void FromFactor_ThatIsNothingOrNoNumber_IsRefused(double factor) => Assert.Throws<ArgumentOutOfRangeException>(() => Mdo.FromFactor(factor));
}
