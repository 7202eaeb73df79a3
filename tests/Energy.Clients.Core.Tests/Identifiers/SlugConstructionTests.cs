namespace Energy.Clients.Tests;

public class SlugConstructionTests
{
    private static readonly ProjectSlug Project = new(5);
    private static readonly DeviceSlug Device = new(10);

    [Theory]
    [InlineData(-1)]
    [InlineData(0x1_0000_0000)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void NumbersOf32Bits_OutOfRange_AreRefusedByName(long id)
    {
        Assert.Equal("id", Assert.Throws<ArgumentOutOfRangeException>(() => new ProjectSlug(id)).ParamName);
        Assert.Equal("id", Assert.Throws<ArgumentOutOfRangeException>(() => new ScriptSlug(id)).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0x1_0000_0000_0000)]
    [InlineData(long.MaxValue)]
    public void NumbersOf48Bits_OutOfRange_AreRefusedByName(long id)
    {
        Assert.Equal("id", Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceSlug(id)).ParamName);
        Assert.Equal("id", Assert.Throws<ArgumentOutOfRangeException>(() => new FleetSlug(id)).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0x1_0000)]
    public void LocalIds_OutOfRange_AreRefusedByName(int localId)
    {
        var block = new BlockSlug(Device, 1);
        Assert.Equal("localId", Assert.Throws<ArgumentOutOfRangeException>(() => new VariableSlug(Project, localId)).ParamName);
        Assert.Equal("localId", Assert.Throws<ArgumentOutOfRangeException>(() => new TemplateVariableSlug(Project, localId)).ParamName);
        Assert.Equal("localId", Assert.Throws<ArgumentOutOfRangeException>(() => new FilterSlug(Project, null, localId)).ParamName);
        Assert.Equal("localId", Assert.Throws<ArgumentOutOfRangeException>(() => StreamSlug.From(Project, Device, localId)).ParamName);
        Assert.Equal("localId", Assert.Throws<ArgumentOutOfRangeException>(() => StreamSlug.From(Project, block, localId)).ParamName);
        Assert.Equal("localId", Assert.Throws<ArgumentOutOfRangeException>(() => StreamSlug.Archived(block, localId)).ParamName);
    }

    [Fact]
    public void NumbersAtTheirEnds_AreKept()
    {
        Assert.Equal("p--ffff-ffff", new ProjectSlug(ProjectSlug.MaxId).ToString());
        Assert.Equal("z--ffff-ffff", new ScriptSlug(ScriptSlug.MaxId).ToString());
        Assert.Equal("d--0000-ffff-ffff-ffff", new DeviceSlug(DeviceSlug.MaxId).ToString());
        Assert.Equal("g--ffff-ffff-ffff", new FleetSlug(FleetSlug.MaxId).ToString());
        Assert.Equal("v--0000-0005--ffff", new VariableSlug(Project, VariableSlug.MaxLocalId).ToString());
        Assert.Equal("t--0000-0000-0000-000a--ffff", new StreamerSlug(Device, StreamerSlug.MaxIndex).ToString());
        Assert.Equal("b--ffff-0000-0000-000a", new BlockSlug(Device, BlockSlug.MaxNumber).ToString());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0x1_0000)]
    public void Block_OutOfRange_IsRefused(int number)
    {
        Assert.Equal("number", Assert.Throws<ArgumentOutOfRangeException>(() => new BlockSlug(Device, number)).ParamName);
    }

    [Fact]
    public void Block_OfDevice0_IsMadeAsItIsRead()
    {
        var slug = new BlockSlug(default, 1);

        Assert.Equal("b--0001-0000-0000-0000", slug.ToString());
        Assert.Equal(slug, BlockSlug.Parse("b--0001-0000-0000-0000"));
        Assert.Equal((default, 1), (slug.Device, slug.Number));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0x1_0000)]
    public void StreamerIndex_OutOfRange_IsRefused(int index)
    {
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => new StreamerSlug(Device, index)).ParamName);
    }

    [Fact]
    public void Stream_OfAVariableOfAnotherProject_IsRefusedWithTheRemedy()
    {
        var variable = new VariableSlug(new ProjectSlug(6), 0x5001);
        var fault = Assert.Throws<ArgumentException>(() => StreamSlug.From(Project, Device, variable));
        Assert.Equal("variable", fault.ParamName);
        Assert.Contains("v--0000-0006--5001", fault.Message, StringComparison.Ordinal);
        Assert.Contains("p--0000-0005", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5001", "v--0000-0005--5001")]
    [InlineData("1", "v--0000-0005--0001")]
    [InlineData("AbC", "v--0000-0005--0abc")]
    [InlineData("0000-5001", "v--0000-0005--5001")]
    [InlineData("v--0007--5001", "v--0000-0007--5001")]
    public void VariableText_InAProject_IsCompletedUnlessItNamesItsOwn(string text, string expected)
    {
        Assert.Equal(expected, VariableSlug.Parse(text, Project).ToString());
        Assert.True(VariableSlug.TryParse(text, Project, out var variable));
        Assert.Equal(expected, variable.ToString());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("70001", 4)]
    [InlineData("0x50", 1)]
    [InlineData("1-0001", 0)]
    [InlineData("p--5001", 0)]
    [InlineData("v--5002", 7)]
    [InlineData("v----5001", 3)]
    [InlineData("5001 ", 4)]
    public void VariableText_InAProject_ThatIsNeitherForm_IsRefused(string text, int position)
    {
        var fault = Assert.Throws<TextFormatException>(() => VariableSlug.Parse(text, Project));
        Assert.Equal(position, fault.Position);
        Assert.False(VariableSlug.TryParse(text, Project, out var variable));
        Assert.Equal(default, variable);
    }

    [Theory]
    [InlineData("d--1-1", "d--0000-0000-0000-0011")]
    [InlineData("d--00-0a", "d--0000-0000-0000-000a")]
    [InlineData("d--12-3-45", "d--0000-0000-0001-2345")]
    public void ShortGroups_OfOneTerm_RunTogether(string text, string expected)
    {
        Assert.Equal(expected, DeviceSlug.Parse(text).ToString());
    }

    [Theory]
    [InlineData("b--1-0-0-c31", "b--0001-0000-0000-0c31")]
    [InlineData("b--7-1-2-3", "b--0007-0000-0000-0123")]
    public void ShortGroups_OfABlock_LeaveTheFirstToTheBlock(string text, string expected)
    {
        Assert.Equal(expected, BlockSlug.Parse(text).ToString());
        Assert.Equal($"s--0000-0000--{expected[3..]}--5001", StreamSlug.Parse($"s--0--{text[3..]}--5001").ToString());
        Assert.Equal($"s--0000-0000--{expected[3..]}--5001", StreamSlug.Parse($"s--0--0-{text[3..]}--5001").ToString());
    }

    [Fact]
    public void Message_OfARefusedText_NamesTextPositionAndExpectation()
    {
        var fault = Assert.Throws<TextFormatException>(() => DeviceSlug.Parse("d--0001-0000-0000-000a"));
        Assert.Equal("'d--0001-0000-0000-000a' is not a device slug: at position 3 expected zeros, for the number has at most 48 bits.", fault.Message);
        fault = Assert.Throws<TextFormatException>(() => ProjectSlug.Parse("d--0007"));
        Assert.Equal("'d--0007' is not a project slug: at position 0 expected the prefix 'p--'.", fault.Message);
    }

    [Fact]
    public void Null_IsNoSlugAndNotAmbiguous() => Assert.False(DeviceSlug.TryParse(null, out _) || DeviceSlug.TryParse(null, null, out _));
}
