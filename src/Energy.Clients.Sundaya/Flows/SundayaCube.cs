namespace Energy.Clients.Sundaya;

/// <summary>An answer of the energy service: one collection for each period that was asked for, oldest first.</summary>
public sealed class SundayaCube
{
    /// <summary>The collections, one for each period that was asked for.</summary>
    public required IReadOnlyList<SundayaCollection> Collections { get; init; }

    /// <summary>The unit of every number of the cube: megajoule. 1 kWh is 3.6 MJ.</summary>
    public static Unit Unit => Unit.Megajoule;

    /// <summary>All readings of a flow at one level of the periods, ascending.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="kind">The kind of period: that of the children or of the grandchildren of the collections.</param>
    /// <returns>The readings in MJ.</returns>
    /// <exception cref="EnergyPayloadException">As for <see cref="SundayaCollection.Readings"/>.</exception>
    public IEnumerable<Reading> Readings(SundayaFlow flow, PeriodKind kind) => Collections.SelectMany(c => c.Readings(flow, kind));
}
