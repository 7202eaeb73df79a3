using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A body that is sent: a new row, or a partial update.</summary>
public abstract record OpenCecWrite
{
    private protected OpenCecWrite()
    {
    }

    /// <summary>Refuses what the server could not keep.</summary>
    internal abstract void Check();

    /// <summary>Writes the members.</summary>
    internal abstract void Write(Utf8JsonWriter json);
}
