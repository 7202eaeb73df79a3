using System.Text;
using Energy.Clients.IOTile;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Fuzz;

/// <summary>The file formats: each is read, or refused with its own exception; what was read is written and reads back.</summary>
internal static class ReportFuzz
{
    public static IReadOnlyList<FuzzTarget> Targets { get; } =
    [
        new("report", 2, static input => Feed(() =>
        {
            IOTileReport.Inspect(input.Span);
            var report = IOTileReport.Parse(input.Span);
            if (!IOTileReport.Parse(report.ToBytes()).ToBytes().AsSpan().SequenceEqual(report.ToBytes()))
            {
                throw new FindingException("A report that was read is written as another one.");
            }
        })),
        new("objectreport", 2, static input => Feed(() => IOTileObjectReport.ParseJson(IOTileObjectReport.ParseJson(input.Span).ToJson()))),
        new("messagepack", 2, static input => Feed(() => IOTileObjectReport.ParseMessagePack(IOTileObjectReport.ParseMessagePack(input.Span).ToMessagePack()))),
        new("pmscsv", 1, static input => Feed(() => SundayaPmsCsv.Read(Encoding.UTF8.GetString(input.Span)))),
    ];

    private static void Feed(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOTileReportFormatException or FormatException)
        {
        }
    }
}
