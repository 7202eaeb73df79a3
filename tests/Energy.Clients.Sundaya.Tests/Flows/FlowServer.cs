using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>Answers any address of the energy tree with one collection for each period, whose numbers are worked out from their starts, and keeps what was asked.</summary>
internal sealed class FlowServer : HttpMessageHandler
{
    /// <summary>The periods of each request.</summary>
    public List<EnergyPeriod> Asked { get; } = [];

    /// <summary>The address of each request, its method and its body.</summary>
    public List<(HttpMethod Method, string Target, string Body)> Requests { get; } = [];

    public SundayaClient Client(Action<SundayaClientOptions>? configure = null)
    {
        var options = new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0 };
        configure?.Invoke(options);
        return new SundayaClient(options, this);
    }

    /// <summary>What the server has for a flow from an instant on, of a kind of period that is the last one of its answers.</summary>
    public static decimal Number(SundayaFlow flow, PeriodKind kind, Instant start)
    {
        var place = Enumerable.Range(0, SundayaFlow.All.Count).First(i => SundayaFlow.All[i] == flow);
        var units = 1 + (((start.ToUnixTimeMilliseconds() / 1000) + start.ToUnixTimeMilliseconds() + (place * 1009)) % 9973);
        return units / (kind.Name is "second" or "minute" ? 1_000_000_000m : kind.Name == "hour" ? 1_000_000m : 1_000m);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri!.PathAndQuery;
        Requests.Add((request.Method, target, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        var parts = request.RequestUri.AbsolutePath.Trim('/').Split('/');
        var energy = parts.Length > 1 ? parts[1] : "hsy";
        var kind = parts.Length > 3 ? PeriodKind.Parse(parts[3]) : PeriodKind.Week;
        var epoch = parts.Length > 4 && EpochText.TryParse(parts[4], out var known) ? known.Instant : Instant.FromUtc(2024, 6, 15, 12, 0);
        var span = EnergyPeriod.Spanning(epoch, kind, parts.Length > 5 ? int.Parse(parts[5], CultureInfo.InvariantCulture) : 1);
        Asked.Add(span);
        var flows = new SundayaEnergyType(energy).Flows;
        var body = new StringBuilder();
        foreach (var period in span.Each)
        {
            // As a server behind several names would write it.
            Write(body.Append(body.Length == 0 ? '[' : ','), $"https://host{Requests.Count}.example.com/energy/{energy}", period, flows);
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body.Append(']').ToString(), Encoding.UTF8, "application/json"), RequestMessage = request };
    }

    private static void Write(StringBuilder body, string tree, EnergyPeriod period, IReadOnlyList<SundayaFlow> flows)
    {
        body.Append(CultureInfo.InvariantCulture, $$"""{"collection":{"href":"{{tree}}/period/{{period.Kind}}/{{period.Epoch}}/1","links":[],"items":[""");
        var (child, grandchild) = (period.Kind.Child()!.Value, period.Kind.Grandchild());
        var first = true;
        foreach (var item in Parts(period, child))
        {
            body.Append(first ? "{\"data\":[" : ",{\"data\":[");
            first = false;
            if (grandchild is { } small)
            {
                // The sum of the item, which has a sign of its own so that nobody takes it for a part.
                Write(body, $"{period.Kind}.{child}", [item], flows, static (_, _) => 777);
                Write(body.Append(','), $"{child}.{small}", Parts(item, small), flows, (flow, start) => Number(flow, small, start));
            }
            else
            {
                Write(body, $"{period.Kind}.{child}", [item], flows, (flow, start) => Number(flow, child, start));
            }

            body.Append("]}");
        }

        body.Append("]}}");
    }

    private static void Write(StringBuilder body, string name, List<EnergyPeriod> periods, IReadOnlyList<SundayaFlow> flows, Func<SundayaFlow, Instant, decimal> number)
    {
        body.Append(CultureInfo.InvariantCulture, $$"""{"name":"{{name}}","value":"{{periods[0].Epoch}}/{{periods.Count}}","data":[""");
        for (var i = 0; i < flows.Count; i++)
        {
            var flow = flows[i];
            body.Append(i == 0 ? "{\"name\":\"" : ",{\"name\":\"").Append(flow.Name).Append("\",\"value\":\"")
                .AppendJoin(' ', periods.Select(p => number(flow, p.Start).ToString("0.000######", CultureInfo.InvariantCulture))).Append("\"}");
        }

        body.Append("]}");
    }

    private static List<EnergyPeriod> Parts(EnergyPeriod period, PeriodKind kind)
    {
        var parts = new List<EnergyPeriod>();
        for (var part = EnergyPeriod.Containing(period.Start, kind); part.Start < period.End; part = part.Next)
        {
            parts.Add(part);
        }

        return parts;
    }
}
