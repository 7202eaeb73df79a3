using System.Text.Json.Nodes;

namespace Energy.Clients.Sundaya;

/// <summary>What the server reads out of a CSV of pack management systems.</summary>
public sealed class SundayaPmsCsvDocument
{
    /// <summary>The datasets, as they would stand in a JSON body; a number that could not be read is <see langword="null"/>, and so is the one dataset of a file without
    /// rows.</summary>
    public required JsonArray Datasets { get; init; }

    /// <summary>The first violation of the server's rules, in its own words; <see langword="null"/> when there is none.</summary>
    public required string? Violation { get; init; }

    /// <summary>How many rows there are.</summary>
    public required int Samples { get; init; }
}
