namespace Energy.Clients.OpenCec;

/// <summary>What is left on the server of a listing whose creation failed.</summary>
public enum OpenCecListingRemains
{
    /// <summary>Nothing: no listing was made, or it was deleted again with all that belonged to it.</summary>
    Nothing,

    /// <summary>The listing is there, with some of its parts.</summary>
    Listing,

    /// <summary>It is not known.</summary>
    Unknown,
}
