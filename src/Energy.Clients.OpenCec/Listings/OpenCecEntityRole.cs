namespace Energy.Clients.OpenCec;

/// <summary>The two kinds of listings that the public search can tell apart.</summary>
public enum OpenCecEntityRole
{
    /// <summary>A client: the entity type with id 1, whatever its name.</summary>
    Client = 1,

    /// <summary>A server: the entity type with id 2, whatever its name.</summary>
    Server = 2,
}
