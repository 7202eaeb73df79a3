namespace Energy.Clients.OpenCec;

/// <summary>A body that is sent: a new row, or a partial update.</summary>
public abstract record OpenCecRowInput
{
    private protected OpenCecRowInput()
    {
    }

    /// <summary>Writes the members; refuses what the server could not keep.</summary>
    internal abstract void Write(OpenCecBody body);

    /// <summary>The body, of what the server can keep.</summary>
    internal HttpContent ToContent() => JsonBody.OfMembers(json => Write(new OpenCecBody(GetType().Name, json)));

    /// <summary>Refuses what the server could not keep.</summary>
    internal void Check() => ToContent().Dispose();
}
