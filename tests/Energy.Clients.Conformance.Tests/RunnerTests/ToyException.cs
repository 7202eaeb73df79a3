using System.Text.Json;

namespace Energy.Clients.Conformance.Tests;

/// <summary>An error answer of the toy server.</summary>
public sealed class ToyException(int status, JsonElement body) : Exception($"status {status}")
{
    public int Status { get; } = status;

    public JsonElement Body { get; } = body;
}
