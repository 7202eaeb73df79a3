using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Energy.Clients.Tests;

public sealed class EntityAddressTests
{
    private static readonly YearMonth DateCode = new(2021, 2);

    [Fact]
    public void Parse_OfTheDocumentedExample_GivesItsParts()
    {
        var address = EntityAddress.Parse("ea1.2021-02.io.flexmeasures.company:30:73");
        Assert.Equal(DateCode, address.DateCode);
        Assert.Equal("company.flexmeasures.io", address.Host);
        Assert.Equal(("io.flexmeasures.company", "2021-02.io.flexmeasures.company", "30:73"), (address.ReversedDomain, address.NamingAuthority, address.Local));
        Assert.True(address.TryGetConnection(out var connection));
        Assert.Equal((30L, 73L), (connection.OwnerId, connection.AssetId));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("ea", 2)]
    [InlineData("Ea1.2021-02.x:1", 0)]
    [InlineData("ea1.202a-02.x:1", 7)]
    [InlineData("ea1.0000-02.x:1", 4)]
    [InlineData("ea1.2021_02.x:1", 8)]
    [InlineData("ea1.2021-2.x:1", 10)]
    [InlineData("ea1.2021-13.x:1", 9)]
    [InlineData("ea1.2021-00.x:1", 9)]
    [InlineData("ea1.2021-99.x:1", 9)]
    [InlineData("ea1.2021-02:1", 11)]
    [InlineData("ea1.2021-02", 11)]
    [InlineData("ea1.2021-02.", 12)]
    [InlineData("ea1.2021-02.:1", 12)]
    [InlineData("ea1.2021-02.a..b:1", 14)]
    [InlineData("ea1.2021-02.a.:1", 14)]
    [InlineData("ea1.2021-02.a b:1", 13)]
    [InlineData("ea1.2021-02.ab", 14)]
    [InlineData("ea1.2021-02.ab:", 15)]
    [InlineData("ea1.2021-02.ab: 1", 15)]
    [InlineData("ea1.2021-02.ab:1 ", 16)]
    [InlineData("ea1.2021-02.ab:1\n", 16)]
    [InlineData("ea1.2021-02.ab:1é2", 16)]
    public void Parse_OfANearMiss_SaysWhere(string text, int position)
    {
        Assert.Equal(position, Assert.Throws<TextFormatException>(() => EntityAddress.Parse(text)).Position);
        Assert.False(EntityAddress.TryParse(text, out _));
    }

    [Theory]
    [InlineData("4:7", 4L, 7L)]
    [InlineData("7", null, 7L)]
    [InlineData("fm0.4:7", 4L, 7L)]
    [InlineData("fm0.7", null, 7L)]
    [InlineData("004:0007", 4L, 7L)]
    [InlineData("8443:4:7", 4L, 7L)]
    [InlineData("1:2:3:4", 3L, 4L)]
    [InlineData("9223372036854775807", null, long.MaxValue)]
    public void TryGetConnection_OfItsForms_GivesOwnerAndAsset(string local, long? owner, long asset)
    {
        Assert.True(Address(local).TryGetConnection(out var connection));
        Assert.Equal((owner, asset), (connection.OwnerId, connection.AssetId));
    }

    [Theory]
    [InlineData("fm1.7")]
    [InlineData("fm2.7")]
    [InlineData("fm0.fm0.7")]
    [InlineData("FM0.7")]
    [InlineData("4:")]
    [InlineData(":7")]
    [InlineData("4::7")]
    [InlineData("-7")]
    [InlineData("7.5")]
    [InlineData("4:x")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775808:7")]
    public void TryGetConnection_OfAnotherForm_IsFalse(string local) => Assert.False(Address(local).TryGetConnection(out _));

    [Theory]
    [InlineData("4:7:12:soc", 4L, 7L, 12L, "soc")]
    [InlineData("7:12:soc-with-targets", null, 7L, 12L, "soc-with-targets")]
    [InlineData("fm0.4:7:12:soc.v2", 4L, 7L, 12L, "soc.v2")]
    [InlineData("1:4:7:12:soc", 4L, 7L, 12L, "soc")]
    [InlineData("4:7:12:soc:more", 4L, 7L, 12L, "soc:more")]
    [InlineData("4:7:12:5", 4L, 7L, 12L, "5")]
    [InlineData("4:7:12:", null, 4L, 7L, "12:")]
    [InlineData("4:7::", null, 4L, 7L, ":")]
    public void TryGetEvent_OfItsForms_GivesTheParts(string local, long? owner, long asset, long number, string type)
    {
        Assert.True(Address(local).TryGetEvent(out var happening));
        Assert.Equal((owner, asset, number, type), (happening.OwnerId, happening.AssetId, happening.EventId, happening.EventType));
    }

    [Theory]
    [InlineData("12:soc")]
    [InlineData("7:12:")]
    [InlineData("soc")]
    [InlineData("fm1.7:12:soc")]
    public void TryGetEvent_OfAnotherForm_IsFalse(string local) => Assert.False(Address(local).TryGetEvent(out _));

    [Theory]
    [InlineData("temperature:52:73.0", "temperature", "52", "73.0")]
    [InlineData("fm0.wind_2:-0.25:126", "wind_2", "-0.25", "126")]
    [InlineData("fm0.wind speed:1:2", "wind speed", "1", "2")]
    [InlineData("wind speed:1:2", "wind speed", "1", "2")]
    [InlineData("t:133:-226.125", "t", "133", "-226.125")]
    public void TryGetWeatherSensor_OfItsForms_KeepsTheDigits(string local, string type, string latitude, string longitude)
    {
        Assert.True(Address(local).TryGetWeatherSensor(out var sensor));
        Assert.Equal($"{type}:{latitude}:{longitude}", sensor.ToString());
        Assert.Equal(type, sensor.Type);
    }

    [Theory]
    [InlineData("temperature:52")]
    [InlineData("temperature:+52:73")]
    [InlineData("temperature:52.:73")]
    [InlineData("temperature:.5:73")]
    [InlineData("temperature:1e1:73")]
    [InlineData("temperature:--1:73")]
    [InlineData("temperature:5.2.1:73")]
    [InlineData("1t:5:73")]
    [InlineData("_t:5:73")]
    [InlineData("t-o:5:73")]
    [InlineData("a:b:5:73")]
    [InlineData("5:73")]
    public void TryGetWeatherSensor_OfAnotherForm_IsFalse(string local) => Assert.False(Address(local).TryGetWeatherSensor(out _));

    [Theory]
    [InlineData("spot_market", true)]
    [InlineData("fm0.A2", true)]
    [InlineData("2a", false)]
    [InlineData("a-b", false)]
    [InlineData("a:1", false)]
    [InlineData("fm1.a", false)]
    public void TryGetMarket_OfAName_TellsWhetherItIsOne(string local, bool isMarket)
    {
        Assert.Equal(isMarket, Address(local).TryGetMarket(out var market));
        Assert.Equal(isMarket ? local.Replace("fm0.", "", StringComparison.Ordinal) : "", market.Name);
    }

    [Theory]
    [InlineData("fm1.42", 42L)]
    [InlineData("fm1.042", 42L)]
    [InlineData("fm1.", null)]
    [InlineData("fm1.-1", null)]
    [InlineData("fm1.4.2", null)]
    [InlineData("fm1.42:1", null)]
    [InlineData("fm0.42", null)]
    [InlineData("42", null)]
    [InlineData("5000:fm1.42", null)]
    public void TryGetSensor_OfAnAddress_TakesThePrefixAndDigitsOnly(string local, long? id)
    {
        Assert.Equal(id is not null, Address(local).TryGetSensor(out var sensor));
        Assert.Equal(id ?? 0, sensor.SensorId);
    }

    [Fact]
    public void TryGet_ByThePlainScheme_TakesNeitherPrefixNorBlanks()
    {
        Assert.False(Address("fm0.4:7").TryGetConnection(out _, EntityAddressScheme.Plain));
        Assert.False(Address("wind speed:1:2").TryGetWeatherSensor(out _, EntityAddressScheme.Plain));
        Assert.True(Address("4:7").TryGetConnection(out _, EntityAddressScheme.Plain));
        Assert.False(Address("4:7").TryGetConnection(out _, EntityAddressScheme.Fm1));
        Assert.Equal(
            (EntityAddressScheme.Plain, EntityAddressScheme.Fm0, EntityAddressScheme.Fm1),
            (Address("4:7").Scheme, Address("fm0.4:7").Scheme, Address("fm1.7").Scheme));
    }

    [Fact]
    public void Create_OfEveryView_WritesItsScheme()
    {
        const string Host = "grid.example.org";
        const string Head = "ea1.2021-02.org.example.grid:";
        Assert.Equal(Head + "fm0.4:7", EntityAddress.Create(DateCode, Host, new ConnectionAddress(7, 4)).ToString());
        Assert.Equal(Head + "7", EntityAddress.Create(DateCode, Host, new ConnectionAddress(7), EntityAddressScheme.Plain).ToString());
        Assert.Equal(Head + "fm0.4:7:12:soc", EntityAddress.Create(DateCode, Host, new EventAddress(7, 12, "soc", 4)).ToString());
        Assert.Equal(Head + "7:12:soc", EntityAddress.Create(DateCode, Host, new EventAddress(7, 12, "soc"), EntityAddressScheme.Plain).ToString());
        Assert.Equal(Head + "fm0.spot", EntityAddress.Create(DateCode, Host, new MarketAddress("spot")).ToString());
        Assert.Equal(Head + "fm0.t:52:0.0000001", EntityAddress.Create(DateCode, Host, new WeatherSensorAddress("t", 52m, 0.0000001m)).ToString());
        Assert.Equal(Head + "fm1.42", EntityAddress.Create(DateCode, Host, new SensorAddress(42)).ToString());
    }

    [Fact]
    public void Create_OfWhatNoServerReads_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => EntityAddress.Create(DateCode, "x", new ConnectionAddress(7), EntityAddressScheme.Fm1));
        Assert.Throws<ArgumentException>(() => EntityAddress.Create(DateCode, "x", new WeatherSensorAddress("wind speed", 1, 2), EntityAddressScheme.Plain));
        Assert.Throws<ArgumentException>(() => EntityAddress.Create(DateCode, "x", " 7"));
        Assert.Throws<ArgumentException>(() => EntityAddress.Create(DateCode, "x", ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => EntityAddress.Create(new YearMonth(0, 2), "x", "7"));
        Assert.Throws<ArgumentException>(() => new MarketAddress("a:"));
        Assert.Throws<ArgumentException>(() => new WeatherSensorAddress("1t", 1, 2));
        Assert.Throws<ArgumentException>(() => new EventAddress(1, 2, "soc "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConnectionAddress(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConnectionAddress(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SensorAddress(-1));
    }

    [Theory]
    [InlineData("grid.example.org", "org.example.grid")]
    [InlineData("a.b.example.co.uk", "uk.co.example.b.a")]
    [InlineData("https://user@grid.example.org:8443/api/v1?x#y", "org.example.grid")]
    [InlineData("Grid.Example.org.", "org.Example.Grid")]
    [InlineData("localhost:5000", "localhost")]
    [InlineData("10.0.0.17:80", "10.0.0.17")]
    [InlineData("10.0.0.256", "256.0.0.10")]
    [InlineData("10.0.17", "17.0.10")]
    public void ReverseDomain_OfAHost_TurnsEveryLabel(string host, string reversed)
    {
        Assert.Equal(reversed, EntityAddress.ReverseDomain(host));
        Assert.Equal(EntityAddress.ReverseDomain(reversed), EntityAddress.Create(DateCode, host, "1").Host);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("https://")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("[::1]:80")]
    [InlineData("bücher.example")]
    [InlineData("a b")]
    public void ReverseDomain_OfNoHost_IsRefused(string host) => Assert.Throws<ArgumentException>(() => EntityAddress.ReverseDomain(host));

    [Theory]
    [InlineData("https://www.grid.example.org/api", "grid.example.org")]
    [InlineData("https://water.example.org:8443/", "water.example.org:8443")]
    [InlineData("http://127.0.0.1:5001/", "localhost")]
    [InlineData("http://localhost:5001/", "localhost:5001")]
    public void HostOf_AServerUrl_DropsWwwOnly(string url, string host) => Assert.Equal(host, EntityAddress.HostOf(new Uri(url)));

    [Fact]
    public void HostOf_ARelativeUrl_IsRefused() => Assert.Throws<ArgumentException>(() => EntityAddress.HostOf(new Uri("/api", UriKind.Relative)));

    [Theory]
    [InlineData("4:7", "ea1.2021-02.org.example.grid:4:7")]
    [InlineData("007", "ea1.2021-02.org.example.grid:7")]
    [InlineData("ea1.2020-01.localhost:fm1.3", "ea1.2020-01.localhost:fm1.3")]
    public void Expand_OfAShortNotation_TakesTheHost(string text, string full) =>
        Assert.Equal(full, EntityAddress.Expand(text, DateCode, "grid.example.org").ToString());

    [Theory]
    [InlineData("", 0)]
    [InlineData("x", 0)]
    [InlineData("4:", 2)]
    [InlineData("4:7:1", 3)]
    [InlineData("4:x", 2)]
    [InlineData("4x", 1)]
    [InlineData("٤:7", 0)]
    public void Expand_OfAnythingElse_SaysWhere(string text, int position) =>
        Assert.Equal(position, Assert.Throws<TextFormatException>(() => EntityAddress.Expand(text, DateCode, "x")).Position);

    [Fact]
    public void Default_IsNoAddress()
    {
        EntityAddress none = default;
        Assert.Equal(("", "", "", ""), (none.ToString(), none.Host, none.Local, none.NamingAuthority));
        Assert.Equal(0, none.GetHashCode());
        Assert.False(none.TryGetConnection(out _) || none.TryGetSensor(out _) || none.TryGetMarket(out _) || none.TryGetEvent(out _) || none.TryGetWeatherSensor(out _));
        Assert.True(none < Address("1"));
    }

    [Fact]
    public void Parse_OfAString_AllocatesNothing()
    {
        const string Text = "ea1.2021-02.org.example.grid:fm0.4:7";
        Assert.True(EntityAddress.TryParse(Text, out var warm) && warm.TryGetConnection(out _));
        var read = false;
        var address = default(EntityAddress);
        Assert.Equal(0, Allocations.Of(() => read = EntityAddress.TryParse(Text, out address) && address.TryGetConnection(out _)));
        Assert.True(read);
        Assert.Same(Text, address.ToString());
    }

    [Fact]
    public void Create_ThenParse_GivesTheSameParts() => Prop.ForAll(
        Gen.Choose(1, 9999).Zip(Gen.Choose(1, 12)).Zip(Gen.Elements("a", "B-1", "x_y", "co", "7").ListOf(5)).Zip(Gen.Choose(0, int.MaxValue).Two()).ToArbitrary(),
        sample =>
        {
            var (((year, month), labels), (owner, asset)) = sample;
            var host = string.Join('.', labels);
            var built = EntityAddress.Create(new YearMonth(year, month), host, new ConnectionAddress(asset, owner));
            var read = EntityAddress.Parse(built.ToString());
            return read == built && read.Host == host && read.DateCode == new YearMonth(year, month)
                && read.TryGetConnection(out var connection) && connection == new ConnectionAddress(asset, owner);
        }).QuickCheckThrowOnFailure();

    private static EntityAddress Address(string local) => EntityAddress.Parse("ea1.2021-02.org.example.grid:" + local);
}
