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
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e10")]
    [InlineData("1.5E-7")]
    [InlineData("1e400")]
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
