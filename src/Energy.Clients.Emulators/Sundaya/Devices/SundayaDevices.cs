using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>Takes telemetry, and answers for the stubs that should read it.</summary>
internal sealed class SundayaDevices(SundayaEmulator emulator)
{
    private static readonly string[] JsonOnly = [SundayaAccept.Json];

    internal async Task PostAsync(EmulatorExchange exchange)
    {
        if (await SundayaBody.ReadAsync(exchange) is not { } body)
        {
            return;
        }

        var name = exchange.Route("dataset");
        if (SundayaDatasetShape.Find(name) is not { } kind)
        {
            await SundayaEmulator.FailAsync(exchange, "TypeError", "Cannot read properties of undefined (reading 'convert')");
            return;
        }

        JsonNode? datasets = null;
        var isGiven = body.Value is JsonObject members && members.TryGetPropertyValue("datasets", out datasets);
        if (SundayaJson.AsText(body.Value) is { } csv)
        {
            try
            {
                isGiven = true;
                datasets = kind == SundayaDatasetShape.Pms ? SundayaCsv.Read(csv) : csv;
            }
            catch (FormatException e)
            {
                await SundayaEmulator.FailAsync(exchange, e.Message.StartsWith("Cannot", StringComparison.Ordinal) ? "TypeError" : "Error", e.Message);
                return;
            }
        }

        var accepted = SundayaAccept.Choose(exchange.Context.Request.Headers.Accept.ToString(), JsonOnly) is not null;
        var details = Faults(exchange, kind, body, isGiven, datasets, accepted);
        if (details.Count > 0)
        {
            await RefuseAsync(exchange, accepted, details);
            return;
        }

        await TakeAsync(exchange, kind, datasets);
    }

    internal async Task GetAsync(EmulatorExchange exchange)
    {
        var details = new List<(string Message, string Description)>();
        var accepted = SundayaAccept.Choose(exchange.Context.Request.Headers.Accept.ToString(), JsonOnly) is not null;
        if (!accepted)
        {
            details.Add(Unacceptable(exchange));
        }

        var values = exchange.Match.Values;
        if (!values.ContainsKey("device"))
        {
            details.Add(Missing(exchange, "device"));
        }

        if (!values.TryGetValue("dataset", out var dataset))
        {
            details.Add(Missing(exchange, "dataset"));
        }
        else if (SundayaDatasetShape.Find(dataset) is null)
        {
            details.Add(SundayaEnergy.Invalid(exchange, "dataset", dataset));
        }

        if (values.TryGetValue("period", out var period) && !PeriodKind.TryParse(period, out _))
        {
            details.Add(SundayaEnergy.Invalid(exchange, "period", period));
        }

        if (details.Count == 0)
        {
            emulator.Secure(exchange);
            await SundayaEmulator.OkAsync(exchange, "datasets retrieved", $"device:{values["device"]} | dataset:{dataset}");
        }
        else if (emulator.IsCurrent)
        {
            await exchange.ForeverAsync();
        }
        else
        {
            await SundayaEnergy.RefuseAsync(exchange, accepted ? StatusCodes.Status400BadRequest : StatusCodes.Status415UnsupportedMediaType, details);
        }
    }

    internal static Task ConfigAsync(EmulatorExchange exchange) => SundayaEmulator.JsonAsync(exchange, json =>
    {
        json.WriteStartObject();
        json.WriteString("message", "devices/config...");
        json.WriteEndObject();
    });

    /// <summary>What the server makes of a key: its last ten characters, and less of a shorter one by a slip.</summary>
    internal static string SenderOf(string? key) => key switch
    {
        null or "" => "PROXY",
        { Length: >= 10 } => key[^10..],
        { Length: > 5 } => key[^(10 - key.Length)..],
        _ => key,
    };

    private static (string Message, string Description) Unacceptable(EmulatorExchange exchange) =>
        ($"The requested Accept type is not supported. | {exchange.Context.Request.Headers.Accept}", "Accept header");

    private static (string Message, string Description) Missing(EmulatorExchange exchange, string name) =>
        ($"The client specified an invalid argument. | {SundayaEnergy.RouterPath(exchange)} | {name} | undefined", $"mandatory  parameter: '{name}'. ");

    private List<(string Message, string Description)> Faults(EmulatorExchange exchange, SundayaDatasetShape kind, SundayaBody body, bool isGiven, JsonNode? datasets,
        bool accepted)
    {
        var details = new List<(string Message, string Description)>();
        if (!accepted)
        {
            details.Add(Unacceptable(exchange));
        }

        if (body.BareType is not (null or "" or "application/json" or "text/csv"))
        {
            details.Add(($"Content-Type not supported. | {body.Type}", "Content-Type header"));
        }

        if (!isGiven)
        {
            details.Add(Missing(exchange, "datasets"));
        }
        else if (emulator.Switches.IsValidating && kind.Shape.Check(datasets) is { } violation)
        {
            var (message, description) = SundayaEnergy.Invalid(exchange, "datasets", SundayaJson.Show(datasets));
            details.Add((message, description + violation));
        }

        return details;
    }

    private Task RefuseAsync(EmulatorExchange exchange, bool accepted, List<(string Message, string Description)> details)
    {
        if (!emulator.IsCurrent)
        {
            return SundayaEnergy.RefuseAsync(exchange, accepted ? StatusCodes.Status400BadRequest : StatusCodes.Status415UnsupportedMediaType, details);
        }

        // The view that renders the error uses a variable of the page: undefined in a fresh process, an endless wait in one that has rendered a page.
        return emulator.HasRenderedPage ? exchange.ForeverAsync() : SundayaEmulator.FailAsync(exchange, "ReferenceError", "items is not defined");
    }

    private async Task TakeAsync(EmulatorExchange exchange, SundayaDatasetShape kind, JsonNode? datasets)
    {
        try
        {
            foreach (var (key, value) in SundayaPublishing.Messages(kind, datasets, SenderOf(exchange.Context.Request.Headers["x-api-key"].ToString()), emulator.Now))
            {
                emulator.Publish(new SundayaPublishedMessage(kind.Topic, key, value));
            }
        }
        catch (FormatException e)
        {
            await SundayaEmulator.FailAsync(exchange, "TypeError", e.Message);
            return;
        }

        emulator.Secure(exchange);
        await SundayaEmulator.OkAsync(exchange, "Data queued for processing.", FormattableString.Invariant($"datasets:{kind.Topic} | {datasets!.AsArray().Count}"));
    }
}
