namespace Energy.Clients.Sundaya;

/// <summary>What part of a site's cube to ask for. An empty query means what the server takes it for: everything (<c>hsy</c>), this week, one of it.</summary>
public sealed record SundayaCubeQuery
{
    private readonly ByContent<IReadOnlyList<SundayaProductCatalogItem>?> _products;

    /// <summary>Which energy; <see langword="null"/> leaves it to the server: <see cref="SundayaEnergyType.Hsy"/>.</summary>
    public SundayaEnergyType? Energy { get; init; }

    /// <summary>Which period; <see langword="null"/> leaves it to the server: <see cref="PeriodKind.Week"/>.</summary>
    public PeriodKind? Period { get; init; }

    /// <summary>Any complete epoch within the first period; <see langword="null"/> is now, by the server's clock.</summary>
    public EpochText? Epoch { get; init; }

    /// <summary>
    /// A partial epoch that the server fills from its own clock (<c>2019</c>, <c>201910</c>), sent as it is; the server never refuses one, and takes what it cannot read for now.
    /// Not together with
    /// <see cref="Epoch"/>. See <see cref="EpochText.Blend(string?, NodaTime.Instant)"/> for what it makes of it.
    /// </summary>
    public string? PartialEpoch { get; init; }

    /// <summary>
    /// How many periods; positive from the epoch's period on, negative the whole periods before it. Not 0. Beyond the server's cap (<see cref="PeriodKind.MaxDuration"/>) the query
    /// is split into as many requests as it needs. <see langword="null"/> leaves it to the server: 1.
    /// </summary>
    public int? Duration { get; init; }

    /// <summary>The installed products to restrict the data to; <see langword="null"/> or empty is all.</summary>
    public IReadOnlyList<SundayaProductCatalogItem>? Products { get => _products.Value; init => _products = new(value); }

    internal PeriodKind PeriodOrDefault => Period ?? PeriodKind.ServerDefault;

    internal void Check()
    {
        if (Energy is { IsKnown: false } energy)
        {
            throw new ArgumentException(
                $"The energy type '{energy}' is not one of {string.Join(", ", SundayaEnergyType.All)}. The server refuses it too. (sell and buy are asked for as 'buy'.)",
                nameof(Energy));
        }

        if (Duration == 0)
        {
            throw new ArgumentException("The duration is 0; the server would take it for 1. Give the number of periods, negative for those before the epoch.", nameof(Duration));
        }

        if (Epoch is not null && PartialEpoch is not null)
        {
            throw new ArgumentException("Both Epoch and PartialEpoch are set. Give one of them.", nameof(PartialEpoch));
        }

        if (PartialEpoch is { Length: 0 })
        {
            throw new ArgumentException("The partial epoch is empty. Leave it out for now.", nameof(PartialEpoch));
        }

        foreach (var item in Products ?? [])
        {
            if (string.IsNullOrEmpty(item.ProductCategory) || (item.ProductType is not null && item.ProductSubcategory is null))
            {
                throw new ArgumentException("A product item needs a category, and a type needs a subcategory too.", nameof(Products));
            }
        }
    }

    // As short as the query is, so that what is left to the server stays with the server.
    internal EnergyRequest At(EnergyEndpoint endpoint, SundayaSite site)
    {
        // Any text that is no epoch means now.
        var epoch = Epoch?.ToString() ?? PartialEpoch;
        var energy = (Energy ?? SundayaEnergyType.Hsy).Name;
        var request = Duration is { } duration ? endpoint.At(energy, PeriodOrDefault.Name, epoch ?? "now", duration)
            : epoch is not null ? endpoint.AtLeading(energy, PeriodOrDefault.Name, epoch)
            : Period is not null ? endpoint.AtLeading(energy, PeriodOrDefault.Name)
            : Energy is not null ? endpoint.AtLeading(energy)
            : endpoint.AtLeading();
        return request.With(new QueryArguments { ["site"] = site.Id });
    }
}
