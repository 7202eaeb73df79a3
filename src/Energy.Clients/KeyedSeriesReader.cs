using Energy.Clients.Authoring;

namespace Energy.Clients;

/// <summary>A client that <see cref="SeriesOpener"/> opens series with, and the key that stands in their addresses (<c>stem+north:/sites/…</c>).</summary>
/// <param name="Key">The key under which the client is registered.</param>
/// <param name="Reader">The client.</param>
public sealed record KeyedSeriesReader(string Key, ISeriesReader Reader);
