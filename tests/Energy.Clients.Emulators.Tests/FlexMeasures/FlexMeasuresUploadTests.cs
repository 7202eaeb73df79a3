using System.IO.Compression;
using System.Text;

namespace Energy.Clients.Tests;

public class FlexMeasuresUploadTests
{
    [Fact]
    public async Task Rows_OffTheGrid_AreFlooredInTheSensorsZone()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.UploadAsync(FlexMeasuresServer.DailyOfAmsterdam, "2025-08-01T00:00:00Z,7", "2025-08-02T00:00:00Z,8");
        Assert.Equal("7 8", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, "2025-08-01T00:00:00+02:00", "P2D", "kWh"));
        Assert.Equal("- -", await server.ReadAsync(FlexMeasuresServer.DailyOfAmsterdam, "2025-08-01T00:00:00Z", "P2D", "kWh"));
    }

    [Fact]
    public async Task Rows_OfUtcHours_LandOnHalfHoursInKolkata()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.UploadAsync(FlexMeasuresServer.HourlyOfKolkata, "2025-08-01T00:00:00Z,7", "2025-08-01T01:00:00Z,8");
        Assert.Equal("7 8", await server.ReadAsync(FlexMeasuresServer.HourlyOfKolkata, "2025-07-31T23:30:00Z", "PT2H"));
    }

    [Fact]
    public async Task Rows_FinerThanTheSensor_AreAveragedFromTheFirstOn()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.UploadAsync(FlexMeasuresServer.HourlyOfKolkata, [.. Enumerable.Range(0, 8).Select(i => $"2025-08-01T{i / 4:D2}:{i % 4 * 15:D2}:00Z,{i}")]);
        Assert.Equal("1.5 5.5", await server.ReadAsync(FlexMeasuresServer.HourlyOfKolkata, "2025-08-01T00:00:00Z", "PT2H"));
    }

    [Fact]
    public async Task Rows_WithoutOffset_AreOfTheSensorsZoneAndEmptyCellsAreGaps()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.UploadAsync(FlexMeasuresServer.BatteryPower, "2025-07-01 00:00:00,1", "2025-07-01 00:15:00,", "2025-07-01 00:30:00,3");
        Assert.Equal("1 - 3", await server.ReadAsync(FlexMeasuresServer.BatteryPower, "2025-07-01T00:00:00+02:00", "PT45M"));
    }

    [Theory]
    [InlineData("2025-03-29T00:00:00+01:00,1|2025-03-30T00:00:00+01:00,2|2025-03-31T00:00:00+02:00,3",
        "Could not infer a regular event frequency from the data. Most common frequency: 0 days 23:00:00. Number of irregular intervals: 1. First irregular event start: "
            + "2025-03-30 00:00:00+01:00.")]
    [InlineData("nonsense,1", "Unknown datetime string format, unable to parse: nonsense, at position 0")]
    [InlineData("2025-03-29T00:00:00+01:00,much", "event values should be numeric")]
    public async Task Files_ThatCannotBeRead_BreakTheServer(string rows, string problem)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (status, body) = await server.UploadAsync(FlexMeasuresServer.DailyOfAmsterdam, rows.Split('|'));
        Assert.Equal((500, $"{{0: 'Invalid content in file: rows.csv. Failed with: {problem}'}}"), (status, body.GetProperty("message").GetString()));
    }

    // 45000.5 is noon of 15 March 2023.
    [Fact]
    public async Task Workbooks_AreReadWithTextsSharedTextsAndDates()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var content = Workbook(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>event_value</t></is></c></row>"""
            + """<row r="2"><c r="A2"><v>45000.5</v></c><c r="B2"><v>1.5</v></c></row>"""
            + """<row r="3"><c r="A3" t="inlineStr"><is><t>2023-03-15T11:15:00Z</t></is></c><c r="B3"><v>2.5</v></c></row>""",
            "<si><t>event_start</t></si>");
        Assert.Equal(200,
            (await server.UploadAsync(FlexMeasuresServer.BatteryPower, "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content)).Status);
        Assert.Equal("1.5 2.5", await server.ReadAsync(FlexMeasuresServer.BatteryPower, "2023-03-15T12:00:00+01:00", "PT30M"));
    }

    [Theory]
    [InlineData("a.pdf", "text/csv")]
    [InlineData("a.xlsx", "application/octet-stream")]
    public async Task Files_OfOtherKinds_AreRefused(string name, string type)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(422, (await server.UploadAsync(FlexMeasuresServer.BatteryPower, name, type, [1])).Status);
    }

    private static byte[] Workbook(string rows, string shared)
    {
        const string Space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("xl/sharedStrings.xml", $"<sst {Space}>{shared}</sst>");
            Add("xl/worksheets/sheet1.xml", $"<worksheet {Space}><sheetData>{rows}</sheetData></worksheet>");

            void Add(string name, string xml)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(xml));
            }
        }

        return stream.ToArray();
    }
}
