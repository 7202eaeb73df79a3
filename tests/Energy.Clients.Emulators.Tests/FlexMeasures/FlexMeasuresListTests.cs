using System.Text.Json;

namespace Energy.Clients.Tests;

public class FlexMeasuresListTests
{
    [Theory]
    [InlineData("sensors?page=0&per-page=x", """{"page":["Must be greater than or equal to 1."],"per-page":["Not a valid integer."]}""")]
    [InlineData("sensors?account=me&include_public_assets=maybe", """{"account":["Not a valid integer."],"include_public_assets":["Not a valid boolean."]}""")]
    [InlineData("sensors?asset_id=x", """{"asset":["Not a valid integer."]}""")]
    [InlineData("assets?sort-by=colour&sort-dir=up", """{"sort-by":["Must be one of: id, name, owner."],"sort-dir":["Must be one of: asc, desc."]}""")]
    [InlineData("assets?depth=-1", """{"depth":["Must be greater than or equal to 0."]}""")]
    [InlineData("assets?root=99", """{"root":["No asset found with ID 99."]}""")]
    [InlineData("users?include_inactive=2&filter=%22", """{"include_inactive":["Not a valid boolean."],"filter":["No closing quotation"]}""")]
    public async Task Query_ThatIsWrong_IsRefusedWithAllItsFaults(string path, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await server.GetAsync(path);
        Assert.Equal(422, status);
        using var faults = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(faults.RootElement, body.GetProperty("message").GetProperty("query")), body.GetRawText());
    }

    [Theory]
    [InlineData("users?account=9")]
    [InlineData("assets?account=9")]
    [InlineData("sensors?account=9")]
    public async Task Account_ThatNobodyKnows_IsNotFound(string path)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(404, (await server.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("sensors?filter=here", "1 2 3 4 5 7")]
    [InlineData("sensors?filter=cellar", "3 4")]
    [InlineData("sensors?filter=7", "7")]
    [InlineData("sensors?filter=price%20charge", "4 5")]
    [InlineData("assets?sort-by=name", "1 2")]
    [InlineData("assets?sort-by=name&sort-dir=asc", "2 1")]
    [InlineData("users?sort-by=username&sort-dir=desc", "2 1")]
    public async Task List_IsFilteredAndOrderedAsTheServerDoes(string path, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) = await server.GetAsync(path);
        Assert.Equal(expected, string.Join(' ', body.EnumerateArray().Select(static item => item.GetProperty("id").GetInt64())));
    }

    [Theory]
    [InlineData("sensors", """{"name": null, "event_resolution": null, "unit": 5, "generic_asset_id": "x"}""",
        """{"name":["Field may not be null."],"event_resolution":["Field may not be null."],"unit":["Not a valid string."],"generic_asset_id":["Not a valid integer."]}""")]
    [InlineData("sensors", """{"name": "x", "unit": "kW", "timezone": null}""",
        """{"event_resolution":["Missing data for required field."],"generic_asset_id":["Missing data for required field."],"timezone":["Field may not be null."]}""")]
    [InlineData("assets", """{"name": 5, "generic_asset_type_id": true, "external_id": null}""",
        """{"name":["Not a valid string."],"external_id":["Field may not be null."],"generic_asset_type_id":["Not a valid integer."]}""")]
    public async Task Body_OfWrongKinds_IsRefusedWithAllItsFaults(string path, string body, string expected)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, answer) = await server.PostAsync(path, body, FlexMeasuresServer.Boss);
        Assert.Equal(422, status);
        using var faults = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(faults.RootElement, answer.GetProperty("message").GetProperty("json")), answer.GetRawText());
    }

    [Fact]
    public async Task Sensor_WithTheTextOfAnAssetsNumber_IsMade()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        const string Body = """{"name": "x", "unit": "kW", "event_resolution": "PT1H", "generic_asset_id": "1", "timezone": ""}""";
        var (status, sensor) = await server.PostAsync("sensors", Body, FlexMeasuresServer.Boss);
        Assert.Equal((201, 1), (status, sensor.GetProperty("generic_asset_id").GetInt64()));
    }
}
