using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Energy.Clients.Emulators;

/// <summary>Answers for the energy cube.</summary>
internal sealed class SundayaEnergy(SundayaEmulator emulator, SundayaEmulatorOptions options, World world)
{
    private readonly SundayaCubeNumbers _numbers = new(options.Numbers, world);

    internal async Task ReadAsync(EmulatorExchange exchange)
    {
        if (await SundayaBody.ReadAsync(exchange) is not { } body)
        {
            return;
        }

        var type = SundayaAccept.Choose(exchange.Context.Request.Headers.Accept.ToString());
        var energy = Value(exchange, "energy") ?? "hsy";
        var periodText = Value(exchange, "period") ?? PeriodKind.ServerDefault.Name;
        var details = new List<(string Message, string Description)>();
        if (type is null)
        {
            details.Add(($"The requested Accept type is not supported. | {exchange.Context.Request.Headers.Accept}", "Accept header"));
        }

        if (SundayaEnergyQuery.NamesOf(energy) is null)
        {
            details.Add(Invalid(exchange, "energy", energy));
        }

        if (!PeriodKind.TryParse(periodText, out var kind))
        {
            details.Add(Invalid(exchange, "period", periodText));
        }

        if (body.BareType is not (null or "application/json") && (body.Value is JsonObject || SundayaJson.AsText(body.Value) is { Length: > 0 }))
        {
            details.Add(($"Content-Type not supported. | {body.Type}", "Content-Type header"));
        }

        if (details.Count > 0)
        {
            await (emulator.IsCurrent
                ? SundayaEmulator.FailAsync(exchange, "ReferenceError", "collections is not defined")
                : RefuseAsync(exchange, type is null ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status400BadRequest, details));
            return;
        }

        var duration = kind.ReadDuration(Value(exchange, "duration"));
        var site = Site(exchange.Context.Request.QueryString.Value);
        var query = new SundayaEnergyQuery(
            energy, EnergyPeriod.Resolve(Value(exchange, "epoch"), kind, duration, emulator.Now), site.Length == 0 ? SundayaEnergyQuery.DefaultSite : site);
        var names = SundayaEnergyQuery.NamesOf(energy)!;
        if (options.FiltersProducts)
        {
            names = SundayaProducts.Filter(names, body.Value as JsonObject);
        }

        await AnswerAsync(exchange, type!, Write(query, names));
    }

    internal static Task RefuseAsync(EmulatorExchange exchange, int status, List<(string Message, string Description)> details)
    {
        exchange.Response.OnStarting(() =>
        {
            exchange.Response.ContentType = "application/json; charset=utf-8";
            return Task.CompletedTask;
        });
        return SundayaEmulator.RefuseAsync(exchange, status, details);
    }

    internal static (string Message, string Description) Invalid(EmulatorExchange exchange, string name, string value) =>
        ($"The client specified an invalid argument. | {RouterPath(exchange)} | {name} | {value}", $"invalid parameter: '{name}'. ");

    /// <summary>The path below the first segment, which is all that the server's router shows.</summary>
    internal static string RouterPath(EmulatorExchange exchange)
    {
        var path = exchange.Request.Target.Split('?')[0];
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? "/" : path[slash..];
    }

    // Parameter names are read with their case here, and a repeated one is joined.
    private static string Site(string? query)
    {
        var values = new List<string>();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (pair.DecodeName().Span is "site")
            {
                values.Add(pair.DecodeValue().ToString());
            }
        }

        return string.Join(',', values);
    }

    private static string? Value(EmulatorExchange exchange, string name) => exchange.Match.Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private ReadOnlyMemory<byte> Write(SundayaEnergyQuery query, string[] names)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, JsonBody.Options))
        {
            new SundayaCubeWriter(json, query, names, _numbers, options, emulator.VersionText, emulator.Now).Write();
        }

        return buffer.WrittenMemory;
    }

    private async Task AnswerAsync(EmulatorExchange exchange, string type, ReadOnlyMemory<byte> cube)
    {
        var body = cube;
        if (type == SundayaAccept.Html)
        {
            emulator.HasRenderedPage = true;
            body = Encoding.UTF8.GetBytes(SundayaPage.Render(cube.Span, emulator.VersionText));
        }

        emulator.Secure(exchange, isPage: true);
        var tag = FormattableString.Invariant($"W/\"{body.Length:x}-{Convert.ToBase64String(SHA256.HashData(body.Span))[..27]}\"");
        exchange.Response.Headers.ETag = tag;
        if (exchange.Context.Request.Headers.IfNoneMatch.ToString() == tag)
        {
            exchange.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await exchange.BytesAsync(StatusCodes.Status200OK, type + "; charset=utf-8", body);
    }
}
