namespace Energy.Clients.Tests;

/// <summary>The examples of the documentation, which are those that users know from the other clients.</summary>
public class SlugExamplesTests
{
    [Fact]
    public void Project_OfNumber5_PrintsItsSlug()
    {
        Assert.Equal("p--0000-0005", new ProjectSlug(5).ToString());
        Assert.Equal(5, ProjectSlug.Parse("p--0000-0005").Id);
    }

    [Fact]
    public void Device_FromNumberBareAndShortText_IsOneSlug()
    {
        DeviceSlug[] devices = [new(10), DeviceSlug.Parse("000a"), DeviceSlug.Parse("d--000a"), new(0xa)];
        Assert.All(devices, device => Assert.Equal("d--0000-0000-0000-000a", device.ToString()));
        Assert.Single(devices.Distinct());
    }

    [Fact]
    public void Variable_OfTextAndProject_PrintsItsSlug()
    {
        var project = new ProjectSlug(5);
        Assert.Equal("v--0000-0005--5001", VariableSlug.Parse("5001", project).ToString());
        Assert.Equal("v--0000-0005--5001", new VariableSlug(project, 0x5001).ToString());
    }

    [Fact]
    public void Stream_OfItsParts_GivesThemBack()
    {
        var project = new ProjectSlug(5);
        var device = new DeviceSlug(10);
        var variable = VariableSlug.Parse("5001", project);

        var stream = StreamSlug.From(project, device, variable);

        Assert.Equal("s--0000-0005--0000-0000-0000-000a--5001", stream.ToString());
        Assert.Equal((project, device, variable), (stream.Project, stream.Device, stream.Variable));
        Assert.Equal(0x5001, stream.LocalId);
        Assert.Equal(stream, StreamSlug.From(project, device, 0x5001));
        Assert.Null(stream.Block);
        Assert.False(stream.IsArchived);
        Assert.False(stream.IsVirtual);
    }

    [Fact]
    public void Stream_OfArchivedData_HasTheBlockAndNoProject()
    {
        var block = new BlockSlug(new DeviceSlug(0xc31), 1);

        var stream = StreamSlug.Archived(block, 0x5001);

        Assert.Equal("s--0000-0000--0001-0000-0000-0c31--5001", stream.ToString());
        Assert.Equal(block, stream.Block);
        Assert.Equal(new DeviceSlug(0xc31), stream.Device);
        Assert.Equal(default, stream.Project);
        Assert.True(stream.IsArchived);
        Assert.False(stream.IsVirtual);
        Assert.Equal("s--0000-0005--0001-0000-0000-0c31--5001", StreamSlug.From(new ProjectSlug(5), block, 0x5001).ToString());
        var variable = new VariableSlug(new ProjectSlug(5), 0x5001);
        Assert.Equal(StreamSlug.From(new ProjectSlug(5), block, 0x5001), StreamSlug.From(new ProjectSlug(5), block, variable));
        Assert.Throws<ArgumentException>(() => StreamSlug.From(new ProjectSlug(6), block, variable));
    }

    [Fact]
    public void Stream_WithoutDevice_IsVirtual()
    {
        var variable = new VariableSlug(new ProjectSlug(5), 0x5001);
        var stream = StreamSlug.Virtual(variable);

        Assert.Equal("s--0000-0005--0000-0000-0000-0000--5001", stream.ToString());
        Assert.Equal(variable, stream.Variable);
        Assert.True(stream.IsVirtual);
        Assert.False(stream.IsArchived);
    }

    [Fact]
    public void OtherSlugs_OfTheirNumbers_PrintAndGiveThemBack()
    {
        var device = new DeviceSlug(0x333);
        var block = new BlockSlug(device, 2);
        var streamer = new StreamerSlug(device, 1);
        var filter = new FilterSlug(new ProjectSlug(5), device, 0x5001);
        var everywhere = new FilterSlug(new ProjectSlug(5), null, 0x5001);
        var template = new TemplateVariableSlug(new ProjectSlug(1), 0x5000);

        Assert.Equal("b--0002-0000-0000-0333", block.ToString());
        Assert.Equal((device, 2), (block.Device, block.Number));
        Assert.Equal("t--0000-0000-0000-0333--0001", streamer.ToString());
        Assert.Equal((device, 1), (streamer.Device, streamer.Index));
        Assert.Equal("g--0000-0000-0001", new FleetSlug(1).ToString());
        Assert.Equal(1, FleetSlug.Parse("1").Id);
        Assert.Equal("a--0000-0000-0000-0001", new AliasSlug(1).ToString());
        Assert.Equal(ulong.MaxValue, AliasSlug.Parse("a--ffff-ffff-ffff-ffff").Id);
        Assert.Equal("z--0000-0002", new ScriptSlug(2).ToString());
        Assert.Equal(2, ScriptSlug.Parse("z--2").Id);
        Assert.Equal("f--0000-0005--0000-0000-0000-0333--5001", filter.ToString());
        Assert.Equal((new ProjectSlug(5), device, 0x5001), (filter.Project, filter.Device!.Value, filter.LocalId));
        Assert.Equal("f--0000-0005----5001", everywhere.ToString());
        Assert.Null(everywhere.Device);
        Assert.Equal("ptv--0000-0001--5000", template.ToString());
        Assert.Equal((new ProjectSlug(1), 0x5000), (template.Project, template.LocalId));
    }

    [Fact]
    public void Default_OfEveryType_IsDocumented()
    {
        Assert.Equal("p--0000-0000", default(ProjectSlug).ToString());
        Assert.Equal("d--0000-0000-0000-0000", default(DeviceSlug).ToString());
        Assert.Equal("v--0000-0000--0000", default(VariableSlug).ToString());
        Assert.Equal("s--0000-0000--0000-0000-0000-0000--0000", default(StreamSlug).ToString());
        Assert.Equal("t--0000-0000-0000-0000--0000", default(StreamerSlug).ToString());
        Assert.Equal("g--0000-0000-0000", default(FleetSlug).ToString());
        Assert.Equal("a--0000-0000-0000-0000", default(AliasSlug).ToString());
        Assert.Equal("z--0000-0000", default(ScriptSlug).ToString());
        Assert.Equal("f--0000-0000----0000", default(FilterSlug).ToString());
        Assert.Equal("ptv--0000-0000--0000", default(TemplateVariableSlug).ToString());
        Assert.Equal("b--0000-0000-0000-0000", default(BlockSlug).ToString());
        Assert.False(BlockSlug.TryParse("b--0000-0000-0000-0000", out _));
    }
}
