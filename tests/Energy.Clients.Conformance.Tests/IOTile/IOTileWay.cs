namespace Energy.Clients.Conformance.IOTile;

/// <summary>How a recorded request is made by the client.</summary>
public enum IOTileWay
{
    /// <summary>By the typed operation, exactly.</summary>
    Typed,

    /// <summary>By the generic way in: there is no typed operation for it.</summary>
    Generic,

    /// <summary>Raw, since the typed operation says it in another way.</summary>
    SaidOtherwise,

    /// <summary>Raw, since the typed operation refuses it.</summary>
    Refused,
}
