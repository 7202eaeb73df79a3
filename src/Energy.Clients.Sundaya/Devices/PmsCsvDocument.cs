using System.Text.Json.Nodes;

namespace Energy.Clients.Sundaya;

/// <summary>What the server reads out of a CSV of pack management systems.</summary>
/// <param name="Datasets">The datasets, as they would stand in a JSON body; a number that could not be read is <see langword="null"/>, and so is the one dataset of a file without rows.</param>
/// <param name="Violation">The first violation of the server's rules, in its own words; <see langword="null"/> when there is none.</param>
/// <param name="Samples">How many rows there are.</param>
public sealed record PmsCsvDocument(JsonArray Datasets, string? Violation, int Samples);
