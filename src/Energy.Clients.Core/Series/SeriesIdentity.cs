namespace Energy.Clients.Authoring;

/// <summary>The identity of a series that one of several accounts has. For authors of readers and openers of series.</summary>
public static class SeriesIdentity
{
    /// <summary>The series with the key of its account in its identity: two accounts may have a series of one name, and a sink must not take them for one.</summary>
    /// <param name="series">The series, as the vendor's client opened it.</param>
    /// <param name="address">The address that it was opened by.</param>
    /// <returns>The series, its identity as in <c>flexmeasures+north:/sensors/42</c>; the same one where the address has no key. Its tokens are those it had.</returns>
    public static ReadingSeries WithKeyOf(this ReadingSeries series, SeriesUri address)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(address);
        if (address.Key is null)
        {
            return series;
        }

        var (identity, keyed) = (series.Info.Identity, address.ToString());
        var account = keyed[..(keyed.IndexOf(':', StringComparison.Ordinal) + 1)];
        var bare = address.Scheme + ":";
        return identity.StartsWith(account, StringComparison.Ordinal) ? series : series.WithInfo(
            series.Info with { Identity = account + (identity.StartsWith(bare, StringComparison.Ordinal) ? identity[bare.Length..] : identity) });
    }
}
