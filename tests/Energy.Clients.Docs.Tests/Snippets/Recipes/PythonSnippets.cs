using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/coming-from-python.md.</summary>
internal static class PythonSnippets
{
    public static async Task ReadIOTileAsync(Uri server, string email, string password, Action<string> print)
    {
        #region docs/coming-from-python.md
        using var iotile = new IOTileClient(new() { BaseAddress = server, UserName = email, Password = password });

        await foreach (var organization in iotile.Organizations.ListAsync())
        {
            await foreach (var project in iotile.Organizations.ListProjectsAsync(organization.Slug))
            {
                print(project.Name);
            }
        }

        var stream = StreamSlug.Parse("s--0000-0001--0000-0000-0000-0001--5001");
        await foreach (var row in iotile.Streams.ListRowsAsync(stream, new IOTileStreamDataQuery { LastN = 100 }))
        {
            print($"{row.Timestamp}: {row.Value}");
        }

        await iotile.Session.LogoutAsync();
        #endregion
    }

    public static async Task ReadFlexMeasuresAsync(Uri server, string email, string password, Action<string> print)
    {
        #region docs/coming-from-python.md
        using var flexmeasures = new FlexMeasuresClient(new() { BaseAddress = server, Email = email, Password = password });

        var sensor = await flexmeasures.Sensors.GetAsync(1);
        var start = Instant.FromUtc(2024, 6, 10, 0, 0);
        await foreach (var reading in flexmeasures.Data.ReadAsync(sensor, new Interval(start, start + Duration.FromHours(1))))
        {
            print($"{reading.Start} {reading.Value} {sensor.Unit}");
        }
        #endregion
    }
}
