using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Energy.Clients.Tests.Json;

public class JsonNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("0.1")]
    [InlineData("123.456789")]
    [InlineData("-284.300733")]
    [InlineData("999999999999999")]
    [InlineData("9999999999999999")]
    [InlineData("0.000000000000001")]
    [InlineData("0.0000000000000001")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740991.0")]
    [InlineData("9007199254740993.0")]
    [InlineData("900719925474099.35")]
    [InlineData("900719925474099.45")]
    [InlineData("0.06172834999999999")]
    [InlineData("-3.5555529600000003")]
    [InlineData("9999999999999999999")]
    [InlineData("18446744073709551615")]
    [InlineData("18446744073709551616")]
    [InlineData("0.9999999999999999999")]
    [InlineData("99999999999999999.99")]
    [InlineData("0.0000000000000000001")]
    [InlineData("0.00000000000000000001")]
    [InlineData("1.7976931348623157")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e10")]
    [InlineData("1.5E-7")]
    [InlineData("12345678e1")]
    [InlineData("0.12345678e1")]
    [InlineData("0.1234567e-1")]
    [InlineData("5e-324")]
    public void Number_OfAnyForm_IsWhatTheFrameworkReads(string text) => AssertSame(text);

    [Fact]
    public void Number_OfAnyDigits_IsWhatTheFrameworkReads()
    {
        var gen = from digits in Gen.Choose(1, 18)
                  from whole in Gen.Choose(0, int.MaxValue)
                  from more in Gen.Choose(0, int.MaxValue)
                  from point in Gen.Choose(0, 18)
                  from negative in Gen.Elements(true, false)
                  select Text(((long)whole << 31) + more, digits, point, negative);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(gen.ToArbitrary(), AssertSame));
    }

    [Fact]
    public void Number_AsADoubleIsWritten_IsThatDouble()
    {
        var gen = from high in Gen.Choose(0, int.MaxValue)
                  from low in Gen.Choose(0, int.MaxValue)
                  from exponent in Gen.Choose(-12, 40)
                  select Math.ScaleB(1 + ((((long)high << 31) + low) / (double)(1L << 62)), exponent);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(gen.ToArbitrary(), static value =>
        {
            AssertSame(value.ToString("R", CultureInfo.InvariantCulture));
            AssertSame(((decimal)value).ToString(CultureInfo.InvariantCulture));
            AssertSame(value.ToString("F17", CultureInfo.InvariantCulture));
        }));
    }

    [Fact]
    public void Number_HalfwayBetweenTwoDoubles_IsTheEvenOne()
    {
        // With up to four decimals such a number has 19 digits at most: a double above 2^49 and half of its last bit, and a little less and more.
        var gen = from high in Gen.Choose(0, 1 << 22)
                  from low in Gen.Choose(0, int.MaxValue)
                  from exponent in Gen.Choose(49, 59)
                  select (Bits: (1L << 52) + ((long)high << 30) + low, exponent);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(gen.ToArbitrary(), static number =>
        {
            // Twice the mantissa and one, in units of 2^(exponent - 53).
            var halfway = ((number.Bits * 2) + 1) * (number.exponent >= 53 ? 1L << (number.exponent - 53) : 1m / (1L << (53 - number.exponent)));
            AssertSame(halfway.ToString(CultureInfo.InvariantCulture));
            AssertSame((halfway + 0.0001m).ToString(CultureInfo.InvariantCulture));
            AssertSame((halfway - 0.0001m).ToString(CultureInfo.InvariantCulture));
        }));
    }

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("-12", -12.0)]
    [InlineData("00.250", 0.25)]
    [InlineData("0.06172834999999999", 0.06172834999999999)]
    public void Text_ThatHoldsAPlainNumber_IsRead(string text, double expected)
    {
        Assert.True(JsonNumber.TryReadPlain(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("--5")]
    [InlineData("1.2.3")]
    [InlineData("1..2")]
    [InlineData("1,2")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1-2")]
    [InlineData("1e5")]
    [InlineData("0x12")]
    [InlineData("NaN")]
    [InlineData("0.1234567x9")]
    [InlineData("12345678901234567890")]
    public void Text_ThatHoldsNoPlainNumber_IsLeftToTheGeneralWay(string text) =>
        Assert.False(JsonNumber.TryReadPlain(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Text_IsNotANumber() => Assert.Throws<InvalidOperationException>(() => Read("\"1\""));

    private static string Text(long number, int digits, int point, bool negative)
    {
        var text = number.ToString(CultureInfo.InvariantCulture).PadLeft(18, '7')[..digits].TrimStart('0').PadLeft(1, '0');
        text = point <= 0 || point >= text.Length ? text : text.Insert(point, ".");
        return (negative ? "-" : "") + text;
    }

    private static void AssertSame(string text)
    {
        using var document = JsonDocument.Parse(text);
        Assert.Equal(BitConverter.DoubleToInt64Bits(document.RootElement.GetDouble()), BitConverter.DoubleToInt64Bits(Read(text)));
    }

    private static double Read(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        reader.Read();
        return JsonNumber.GetDouble(ref reader);
    }
}
