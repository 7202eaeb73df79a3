namespace Energy.Clients.OpenCec;

/// <summary>How a row came to be gone. A row that is not gone is never told by this but by an exception.</summary>
public enum OpenCecDeletion
{
    /// <summary>The server said so.</summary>
    Confirmed,

    /// <summary>
    /// The server's answer did not say (today's servers delete the row and then answer 500, or the answer was lost), and the row was looked up afterwards: it is not there.
    /// </summary>
    FoundGone,

    /// <summary>
    /// Only for keys: the server accepted this client's key for the deletion and refuses it since, so the key that was deleted is the one in use. The client is locked out.
    /// </summary>
    OwnKeyGone,
}
