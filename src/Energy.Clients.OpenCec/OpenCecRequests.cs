namespace Energy.Clients.OpenCec;

/// <summary>How the server addresses a single row.</summary>
internal static class OpenCecRequests
{
    /// <summary>The row of a list that has an id.</summary>
    public static EnergyRequest WithId(this EnergyRequest list, int id) => list.With(new QueryArguments().Add("id", id));
}
