using System.CommandLine;
using Energy.Clients.Cli.Output;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy id &lt;text&gt;</c>: explains a slug or an entity address, or shows where it goes wrong.</summary>
internal static class IdCommand
{
    public static Command Create(CliIo io)
    {
        var text = new Argument<string>("text") { Description = "A slug (d--0000-0000-0000-000a), an entity address (ea1.2021-02.io.flexmeasures:fm1.42) or a series address." };
        var json = JsonLine.CreateOption();
        var command = new Command("id", "Explains any slug or address, and shows with a caret where a bad one goes wrong.") { text, json };
        command.SetAction(async (parsed, _) => await ExplainAsync(io, parsed.GetValue(text)!, parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> ExplainAsync(CliIo io, string text, bool json)
    {
        try
        {
            if (json)
            {
                await io.Output.WriteLineAsync(JsonLine.Of(Explain(text).Select(static p => (p.Part, (string?)p.Value))));
                return CliExit.Success;
            }

            var table = io.NewTable().AddColumns("part", "value");
            foreach (var (part, value) in Explain(text))
            {
                table.AddRow(CliIo.Cell(part), CliIo.Cell(value));
            }

            io.Console.Write(table);
            return CliExit.Success;
        }
        catch (TextFormatException e)
        {
            await io.Error.WriteLineAsync(VisibleText.OfLine($"energy: {CliWords.OfLibrary(e.Message)}"));
            await io.Error.WriteLineAsync("  " + VisibleText.OfLine(text));
            await io.Error.WriteLineAsync("  " + new string(' ', VisibleText.OfLine(text.AsSpan(0, Math.Min(e.Position, text.Length))).Length) + "^ expected " + e.Expected);
            return CliExit.Usage;
        }
    }

    private static IEnumerable<(string Part, string Value)> Explain(string text)
    {
        if (text.StartsWith("ea1", StringComparison.OrdinalIgnoreCase))
        {
            return ExplainAddress(EntityAddress.Parse(text));
        }

        if (SeriesUri.TryParse(text, out var series))
        {
            return
            [
                ("kind", "series address"),
                ("vendor", series.Scheme),
                ("path", string.Join(" / ", series.Segments)),
                .. series.Query.Select(static q => ("query " + q.Key, q.Value)),
            ];
        }

        return ExplainSlug(Slug.TryIdentify(text, out var kind) ? kind : SlugKind.None, text);
    }

    private static IEnumerable<(string Part, string Value)> ExplainAddress(EntityAddress address)
    {
        yield return ("kind", "entity address (EA1)");
        yield return ("canonical", address.ToString());
        yield return ("scheme", address.Scheme.ToString());
        yield return ("host", address.Host);
        yield return ("names given since", address.DateCode.ToString("uuuu-MM", CultureInfo.InvariantCulture));
        yield return ("locally unique text", address.Local);
        if (address.TryGetSensor(out var sensor))
        {
            yield return ("sensor", sensor.ToString());
            yield break;
        }

        // The plain and fm0 forms do not say what they name, so every reading that fits is shown.
        if (address.TryGetConnection(out var connection))
        {
            yield return ("as a connection", connection.ToString());
        }

        if (address.TryGetEvent(out var occasion))
        {
            yield return ("as an event", occasion.ToString());
        }

        if (address.TryGetMarket(out var market))
        {
            yield return ("as a market", market.ToString());
        }

        if (address.TryGetWeatherSensor(out var weather))
        {
            yield return ("as a weather sensor", weather.ToString());
        }
    }

    private static IEnumerable<(string Part, string Value)> ExplainSlug(SlugKind kind, string text)
    {
        switch (kind)
        {
            case SlugKind.Project:
                var project = ProjectSlug.Parse(text);
                return [("kind", "IOTile project"), ("canonical", project.ToString()), ("id", Number(project.Id))];
            case SlugKind.Device:
                var device = DeviceSlug.Parse(text);
                return [("kind", "IOTile device"), ("canonical", device.ToString()), ("id", Number(device.Id))];
            case SlugKind.Block:
                var block = BlockSlug.Parse(text);
                return [("kind", "IOTile data block (archive)"), ("canonical", block.ToString()), ("number", Number(block.Number)), ("device", block.Device.ToString())];
            case SlugKind.Variable:
                var variable = VariableSlug.Parse(text);
                return [("kind", "IOTile variable"), ("canonical", variable.ToString()), ("project", variable.Project.ToString()), ("local id", Hex(variable.LocalId))];
            case SlugKind.Stream:
                var stream = StreamSlug.Parse(text);
                return
                [
                    ("kind", stream.IsArchived ? "IOTile stream of an archive" : stream.IsVirtual ? "IOTile virtual stream" : "IOTile stream"),
                    ("canonical", stream.ToString()),
                    ("project", stream.Project.ToString()),
                    stream.Block is { } archive ? ("data block", archive.ToString()) : ("device", stream.Device.ToString()),
                    ("variable", stream.Variable.ToString()),
                ];
            case SlugKind.Streamer:
                var streamer = StreamerSlug.Parse(text);
                return [("kind", "IOTile streamer"), ("canonical", streamer.ToString()), ("device", streamer.Device.ToString()), ("index", Number(streamer.Index))];
            case SlugKind.Fleet:
                var fleet = FleetSlug.Parse(text);
                return [("kind", "IOTile fleet"), ("canonical", fleet.ToString()), ("id", Number(fleet.Id))];
            case SlugKind.Alias:
                var alias = AliasSlug.Parse(text);
                return [("kind", "IOTile stream alias"), ("canonical", alias.ToString()), ("id", alias.Id.ToString(CultureInfo.InvariantCulture))];
            case SlugKind.Filter:
                var filter = FilterSlug.Parse(text);
                return
                [
                    ("kind", "IOTile filter"),
                    ("canonical", filter.ToString()),
                    ("project", filter.Project.ToString()),
                    ("device", filter.Device?.ToString() ?? "any"),
                    ("local id", Hex(filter.LocalId)),
                ];
            case SlugKind.Script:
                var script = ScriptSlug.Parse(text);
                return [("kind", "IOTile device script"), ("canonical", script.ToString()), ("id", Number(script.Id))];
            case SlugKind.TemplateVariable:
                var template = TemplateVariableSlug.Parse(text);
                return [("kind", "IOTile project template variable"), ("canonical", template.ToString()), ("project", template.Project.ToString()),
                    ("local id", Hex(template.LocalId))];
            default:
                throw new TextFormatException("a slug or an address", text, 0,
                    "a slug (p--, d--, b--, v--, s--, t--, g--, a--, f--, z-- or ptv--), an entity address (ea1.…) or a series address (stem:/…)");
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hex(int value) => string.Create(CultureInfo.InvariantCulture, $"{value} (0x{value:x4})");
}
