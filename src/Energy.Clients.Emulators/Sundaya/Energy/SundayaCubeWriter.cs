namespace Energy.Clients.Emulators;

/// <summary>Writes the cube: an array with one collection for each period.</summary>
internal sealed class SundayaCubeWriter(
    Utf8JsonWriter json, SundayaEnergyQuery query, string[] names, SundayaCubeNumbers numbers, SundayaEmulatorOptions options, string version, Instant now)
{
    private const string Documentation = "https://docs.sundaya.monitored.equipment/docs/api.sundaya.monitored.equipment/0/c/Getting%20Started/API%20Overview/Energy%20API";

    private readonly string _host = options.LinkHost.GetLeftPart(UriPartial.Authority);

    internal void Write()
    {
        json.WriteStartArray();
        foreach (var period in query.Span.Each)
        {
            json.WriteStartObject();
            json.WriteStartObject("collection");
            json.WriteString("href", Href(period, 1));
            json.WriteString("version", version);
            WriteLinks(period);
            json.WriteStartArray("items");
            foreach (var child in period.Children)
            {
                WriteItem(period, child);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string InstantText(Instant instant) => EpochText.From(instant, PeriodKind.Instant).ToString();

    private string Href(EnergyPeriod period, int duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{_host}/energy/{query.Energy}/period/{period.Kind}/{period.Epoch}/{duration}?site={query.Site}");

    private void WriteLinks(EnergyPeriod period)
    {
        var count = query.Span.Count;
        json.WriteStartArray("links");
        WriteLink("self", period.Kind.Name, period, 1, string.Create(CultureInfo.InvariantCulture, $"{query.Energy} {period.Kind} {period.Epoch} 1 {query.Site}"), isShown: true);
        if (period.ChildSpan is { } children)
        {
            WriteLink("collection", $"{period.Kind}.{children.Kind}", children, children.Count, period.Labels, isShown: false);
            if (period.GrandchildSpan is { } grandchildren)
            {
                WriteLink("collection", $"{children.Kind}.{grandchildren.Kind}", grandchildren, grandchildren.Count, period.GrandchildLabels, isShown: false);
            }
        }

        WritePeriodLink("down", period.AlternateChild, 1);
        WritePeriodLink("up", period.Parent, 1);
        WritePeriodLink("up", period.AlternateParent, 1);
        WritePeriodLink("next", query.Span.Next, count);
        var previous = query.Span.Previous;
        WritePeriodLink("prev", options.PreviousWithoutOverlap ? EnergyPeriod.Spanning(query.Span.Start, query.Span.Kind, -count).Each[0] : previous, count);
        WriteMetadataLink(period);
        json.WriteEndArray();
    }

    private void WritePeriodLink(string rel, EnergyPeriod? period, int duration)
    {
        if (period is { } known)
        {
            WriteLink(rel, known.Kind.Name, known, duration, null, isShown: true);
        }
    }

    private void WriteLink(string rel, string name, EnergyPeriod period, int duration, string? description, bool isShown)
    {
        json.WriteStartObject();
        json.WriteString("rel", rel);
        json.WriteString("name", name);
        json.WriteString("prompt", period.Prompt);
        json.WriteString("title", period.Title);
        if (description is not null)
        {
            json.WriteString("description", description);
        }

        json.WriteString("href", Href(period, duration));
        if (isShown)
        {
            json.WriteString("render", "link");
        }

        json.WriteEndObject();
    }

    private void WriteMetadataLink(EnergyPeriod period)
    {
        json.WriteStartObject();
        json.WriteString("rel", "service-meta");
        json.WriteString("name", "period");
        json.WriteStartObject("description");
        WriteBounds(period);
        foreach (var (name, span) in (ReadOnlySpan<(string, EnergyPeriod?)>)[("child", period.ChildSpan), ("grandchild", period.GrandchildSpan)])
        {
            if (span is { } known)
            {
                json.WriteStartObject(name);
                WriteBounds(known);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
        json.WriteString("href", Documentation);
        json.WriteEndObject();
    }

    private void WriteBounds(EnergyPeriod period)
    {
        json.WriteString("name", period.Kind.Name);
        json.WriteString("epochInstant", InstantText(period.Start));
        json.WriteString("endInstant", InstantText(period.LastInstant));
        json.WriteNumber("duration", period.Count);
    }

    private void WriteItem(EnergyPeriod period, EnergyPeriod child)
    {
        var grandchildren = period.GrandchildSpanOf(child);
        json.WriteStartObject();
        json.WriteString("href", Href(child, 1));
        json.WriteStartArray("links");
        var childName = $"{period.Kind}.{child.Kind}";
        WriteLink("self", childName, child, 1, null, isShown: true);
        if (grandchildren is { } span)
        {
            WriteLink("collection", $"{child.Kind}.{span.Kind}", span, span.Count, null, isShown: false);
        }

        json.WriteEndArray();
        json.WriteStartArray("data");
        WriteData(child, grandchildren, childName);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteData(EnergyPeriod child, EnergyPeriod? grandchildren, string childName)
    {
        // What lies wholly in the future is zero, and its parts are the bare digit. The thousand instants of a second are never looked at.
        var isFuture = grandchildren is { } f && f.Start > now;
        var values = isFuture ? null : numbers.Of(query.Site, child, grandchildren);
        WriteSeries(childName, child, name => SundayaCubeNumbers.Format(values?.Child[(int)SundayaCubeNumbers.FlowOf(name)] ?? 0, child.Kind));
        if (grandchildren is { } span)
        {
            WriteSeries($"{child.Kind}.{span.Kind}", span, name => List(name, span, values));
        }
    }

    private static string List(string name, EnergyPeriod span, SundayaItemNumbers? values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < span.Count; i++)
        {
            text.Append(i == 0 ? "" : " ").Append(values is null ? "0" : SundayaCubeNumbers.Format(values.Parts[i][(int)SundayaCubeNumbers.FlowOf(name)], span.Kind));
        }

        return text.ToString();
    }

    private void WriteSeries(string name, EnergyPeriod span, Func<string, string> value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", string.Create(CultureInfo.InvariantCulture, $"{span.Epoch}/{span.Count}"));
        json.WriteStartArray("data");
        foreach (var flow in names)
        {
            json.WriteStartObject();
            json.WriteString("name", flow);
            json.WriteString("value", value(flow));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
